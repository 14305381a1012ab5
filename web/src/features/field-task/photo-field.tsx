import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { type ChangeEvent, useState } from 'react';
import { photoAddress, uploadPhoto } from '#api/photos.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { shrinkPhoto } from './shrink-photo.ts';

type Upload =
  | { state: 'idle' }
  | { state: 'preparing' }
  | { state: 'unreadable' }
  | { state: 'sending'; photo: Blob; share: number }
  | { state: 'failed'; photo: Blob; refusal: Refusal };

type Props = { incidentId: string; photoIds: string[]; onChange: (photoIds: string[]) => void };

/** Takes pictures and sends each at once; what is listed has arrived at the center. */
export function PhotoField({ incidentId, photoIds, onChange }: Props) {
  const { mobile: text, task } = useText();
  const [upload, setUpload] = useState<Upload>({ state: 'idle' });
  const busy = upload.state === 'preparing' || upload.state === 'sending';

  const send = async (photo: Blob) => {
    setUpload({ state: 'sending', photo, share: 0 });
    const answer = await uploadPhoto(incidentId, photo, (share) =>
      setUpload({ state: 'sending', photo, share }),
    );
    if (!answer.ok) return setUpload({ state: 'failed', photo, refusal: answer.refusal });
    onChange([...photoIds, answer.value.id]);
    setUpload({ state: 'idle' });
  };
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    setUpload({ state: 'preparing' });
    const photo = await shrinkPhoto(file);
    if (photo) await send(photo);
    else setUpload({ state: 'unreadable' });
  };

  return (
    <div className="photo-field">
      <div className="photos">
        {photoIds.map((photoId) => (
          <figure key={photoId}>
            <img src={photoAddress(photoId)} alt={task.photo} />
            <figcaption>✓ {text.photoSent}</figcaption>
            <button
              type="button"
              className="button"
              onClick={() => onChange(photoIds.filter((id) => id !== photoId))}
            >
              {text.photoRemove}
            </button>
          </figure>
        ))}
      </div>
      <UploadState upload={upload} onAgain={(photo) => void send(photo)} />
      <label className="button take-photo" aria-disabled={busy}>
        {photoIds.length === 0 ? text.takePhoto : text.anotherPhoto}
        <input
          type="file"
          accept="image/*"
          capture="environment"
          className="visually-hidden"
          disabled={busy || photoIds.length >= 12}
          onChange={(event) => void take(event)}
        />
      </label>
    </div>
  );
}

function UploadState({ upload, onAgain }: { upload: Upload; onAgain: (photo: Blob) => void }) {
  const { mobile: text, shell } = useText();
  if (upload.state === 'preparing') return <p role="status">{text.photoPreparing}</p>;
  if (upload.state === 'unreadable') return <p role="alert">{text.photoUnreadable}</p>;
  if (upload.state === 'sending') {
    return (
      <p role="status">
        <progress value={upload.share} max={1} />
        <span className="num">{text.photoSending(Math.round(upload.share * 100))}</span>
      </p>
    );
  }
  if (upload.state !== 'failed') return null;
  return (
    <>
      <p role="alert">{text.photoFailed}</p>
      <RefusalLine refusal={upload.refusal} />
      <button type="button" className="button" onClick={() => onAgain(upload.photo)}>
        {shell.again}
      </button>
    </>
  );
}
