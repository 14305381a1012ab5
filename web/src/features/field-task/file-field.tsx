import type { Task } from '@ftz/shared/contract/task.ts';
import { type ChangeEvent, useEffect, useState } from 'react';
import { photoAddress } from '#api/photos.ts';
import { videoAddress } from '#api/uploads.ts';
import { zoneTime } from '#lib/zone-time.ts';
import type { KeptFile } from '#live/kept-work.ts';
import { dropFile, keepFile, useOutbox } from '#live/phone-outbox.ts';
import { serverNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import type { DraftFile } from './result-draft.ts';
import { shrinkPhoto } from './shrink-photo.ts';
import './file-field.css';
import './work-part.css';

const mostFiles = 12;
const mostFilmBytes = 200 * 1024 ** 2;
/** A camera's file bears when it was written; one that was chosen from the album may be days old. */
const freshMs = 5 * 60_000;

type Trouble = 'unreadable' | 'too-large' | 'not-kept';
type Props = {
  task: Task;
  files: DraftFile[];
  onChange: (next: (files: DraftFile[]) => DraftFile[]) => void;
};

/** Pictures and films: kept on this phone at once, with their time, and on their way while one goes on. */
export function FileField({ task, files, onChange }: Props) {
  const { mobile: text, field } = useText();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);

  const keep = async (file: File): Promise<Trouble | null> => {
    const isFilm = file.type.startsWith('video/');
    if (isFilm && file.size > mostFilmBytes) return 'too-large';
    const content = isFilm ? asFilm(file) : await shrinkPhoto(file);
    if (!content) return 'unreadable';
    const { id: taskId, incidentId } = task;
    const capturedAtMs = capturedAt(file);
    const id = await keepFile({ content, incidentId, taskId, capturedAtMs });
    if (id === null) return 'not-kept';
    onChange((before) => [...before, { id, isFilm, capturedAtMs }]);
    return null;
  };
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setBusy(true);
    setTrouble(await keep(file));
    setBusy(false);
  };
  const full = busy || files.length >= mostFiles;
  return (
    <section className="work-part file-field">
      <h3>{field.files}</h3>
      <ul className="kept-files">
        {files.map((file) => (
          <FileLine
            key={file.id}
            file={file}
            onRemove={() => {
              dropFile(file.id);
              onChange((before) => before.filter(({ id }) => id !== file.id));
            }}
          />
        ))}
      </ul>
      {busy ? <p role="status">{text.photoPreparing}</p> : null}
      {trouble ? <p role="alert">{troubleWords(trouble, text, field)}</p> : null}
      <div className="form-buttons">
        <TakeButton label={text.takePhoto} accept="image/*" disabled={full} onTake={take} />
        <TakeButton label={field.takeVideo} accept="video/*" disabled={full} onTake={take} />
      </div>
    </section>
  );
}

function troubleWords(
  trouble: Trouble,
  text: { photoUnreadable: string },
  field: { fileTooLarge: string; notKept: string },
): string {
  if (trouble === 'unreadable') return text.photoUnreadable;
  return trouble === 'too-large' ? field.fileTooLarge : field.notKept;
}

/** An iPhone calls the same boxes by another name. */
function asFilm(file: File): Blob {
  const type = file.type.startsWith('video/webm') ? 'video/webm' : 'video/mp4';
  return file.slice(0, file.size, type);
}

/** When it was taken, by the center's clock as far as the phone knows it. */
function capturedAt({ lastModified }: File): number {
  const ageMs = Math.max(0, Date.now() - lastModified);
  return Math.floor(serverNow() - (ageMs < freshMs ? Math.min(ageMs, freshMs) : ageMs));
}

type TakeProps = {
  label: string;
  accept: string;
  disabled: boolean;
  onTake: (event: ChangeEvent<HTMLInputElement>) => Promise<void>;
};

function TakeButton({ label, accept, disabled, onTake }: TakeProps) {
  return (
    <label className="button take-file" aria-disabled={disabled}>
      {label}
      <input
        type="file"
        accept={accept}
        capture="environment"
        className="visually-hidden"
        disabled={disabled}
        onChange={(event) => void onTake(event)}
      />
    </label>
  );
}

function FileLine({ file, onRemove }: { file: DraftFile; onRemove: () => void }) {
  const { field, mobile } = useText();
  const kept = useOutbox().files.find(({ uploadId }) => uploadId === file.id);
  const state = !kept ? 'sent' : kept.refused ? 'refused' : 'kept';
  return (
    <li className="kept-file num" data-file={file.id} data-state={state}>
      <Preview file={file} arrived={state === 'sent'} />
      <span>
        <b>{stateWords(state, kept, field)}</b>
        <small>{field.takenAt(zoneTime(file.capturedAtMs))}</small>
      </span>
      <button
        type="button"
        className="button"
        aria-label={`${mobile.photoRemove} ${field.takenAt(zoneTime(file.capturedAtMs))}`}
        onClick={onRemove}
      >
        {mobile.photoRemove}
      </button>
    </li>
  );
}

function stateWords(
  state: 'sent' | 'refused' | 'kept',
  kept: KeptFile | undefined,
  field: ReturnType<typeof useText>['field'],
): string {
  if (state === 'sent') return field.fileSent;
  if (state === 'refused') return field.fileRefused;
  if (!kept?.offset) return field.fileKept;
  return field.fileSending(Math.floor((100 * kept.offset) / kept.sizeBytes));
}

/** What lies sealed on the phone is shown by its sign; what has arrived comes from the center. */
function Preview({ file, arrived }: { file: DraftFile; arrived: boolean }) {
  const [shown, setShown] = useState(arrived);
  useEffect(() => {
    if (arrived) setShown(true);
  }, [arrived]);
  if (!shown) {
    return (
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={file.isFilm ? 'M3 6h12v12H3Zm12 4 6-3v10l-6-3' : 'M3 7h4l2-2h6l2 2h4v12H3Z'} />
        <circle cx="12" cy="13" r={file.isFilm ? 0 : 4} />
      </svg>
    );
  }
  // Small, to be recognised: it is played where the result is read.
  if (file.isFilm)
    return <video src={`${videoAddress(file.id)}#t=0.1`} preload="metadata" muted playsInline />;
  return <img src={photoAddress(file.id)} alt="" />;
}
