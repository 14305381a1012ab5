import type { Inspection } from '@ftz/shared/contract/inspection.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { type ReactNode, useState } from 'react';
import { setDispatchIntent } from '#desk/dispatch-intent.ts';
import { useKeys } from '#desk/keys.ts';
import { setStage } from '#desk/stage.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useDeletions } from '#live/use-deletions.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { KeptUnlessDeleted } from '#ui/deleted-note.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { BookmarkForm } from './bookmark-form.tsx';
import { CameraChoice } from './camera-choice.tsx';
import '#ui/desk-stage.css';
import './inspection-stage.css';

type Props = {
  taskId: string;
  incidentId: string;
  renderCamera: (camera: Camera, big: boolean) => ReactNode;
  /** Nearest first, and then all others. */
  cameras: readonly Camera[];
};

/** A look at cameras that counts: what is seen is recorded first, and each finding is marked where it was seen. */
export function InspectionStage({ taskId, incidentId, renderCamera, cameras }: Props) {
  const text = useText().inspection;
  const task = useSituation((s) => s.tasks[taskId] ?? null);
  const inspection = useSituation((s) => s.inspections[taskId] ?? null);
  const isOpen = inspection !== null && inspection.endedAtMs === null;
  return (
    <section className="desk-stage inspection-stage" aria-label={text.title}>
      <header>
        <h2>{text.title}</h2>
        {task ? <RecordingState inspection={inspection} /> : <p>{text.gone}</p>}
        <button type="button" className="button" onClick={() => setStage({ show: 'map' })}>
          {text.back} <kbd>Esc</kbd>
        </button>
      </header>
      {task && !isOpen ? <CameraChoice task={task} cameras={cameras} /> : null}
      {task && isOpen ? (
        <Watching task={task} inspection={inspection} cameras={cameras} render={renderCamera} />
      ) : null}
      {task ? <Kept task={task} inspection={inspection} incidentId={incidentId} /> : null}
    </section>
  );
}

function RecordingState({ inspection }: { inspection: Inspection | null }) {
  const text = useText().inspection;
  if (!inspection) return <p role="status">{text.notBegun}</p>;
  if (inspection.endedAtMs !== null)
    return <p role="status">{text.ended(zoneTime(inspection.endedAtMs))}</p>;
  const since = inspection.recordingSinceMs;
  return (
    <p role="status" className={classNames('recording', since !== null && 'on')}>
      {since === null ? text.waitsForPicture : `● ${text.recording(zoneTime(since))}`}
    </p>
  );
}

type WatchingProps = {
  task: Task;
  inspection: Inspection;
  cameras: readonly Camera[];
  render: Props['renderCamera'];
};

function Watching({ task, inspection, cameras, render }: WatchingProps) {
  const { inspection: text, shell } = useText();
  const language = useLanguage();
  const act = useAct(task.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [marking, setMarking] = useState(false);
  const shown = inspection.cameraIds.flatMap((id) => cameras.find((each) => each.id === id) ?? []);
  const camera = shown.find(({ id }) => id === chosen) ?? shown[0] ?? null;
  const mayStart = inspection.recordingSinceMs !== null && task.state === 'accepted';
  const start = () => void perform(task.id, 'task.start', { taskId: task.id }, null);
  const isStarted = task.state === 'executing';
  const digits = shown.map((each, i) => [String(i + 1), () => setChosen(each.id)]);
  useKeys(
    { ...Object.fromEntries(digits), '+': isStarted ? () => setMarking(true) : undefined },
    20,
  );
  const end = () => void perform(task.id, 'inspection.end', { taskId: task.id }, null);
  const mobile = () =>
    setDispatchIntent({ step: 'unit', incidentId: task.incidentId, kind: 'mobile-verification' });
  return (
    <>
      <div className="inspection-tiles" data-count={shown.length}>
        {shown.map((each, i) => (
          <div
            key={each.id}
            className={classNames('inspection-tile', each === camera && 'chosen')}
            data-tile={each.id}
          >
            {render(each, each === camera)}
            <button
              type="button"
              className="tile-choice"
              aria-pressed={each === camera}
              aria-label={nameIn(language, each)}
              onClick={() => setChosen(each.id)}
            >
              {i + 1}
            </button>
          </div>
        ))}
      </div>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {marking && camera ? (
        <BookmarkForm task={task} camera={camera} onDone={() => setMarking(false)} />
      ) : (
        <div className="form-row inspection-acts">
          <ReplaceCamera task={task} inspection={inspection} cameras={cameras} camera={camera} />
          <button type="button" className="button" onClick={mobile}>
            {text.poorPicture}
          </button>
          <button type="button" className="button quiet" onClick={end}>
            {text.end}
          </button>
          {task.state === 'accepted' ? (
            <button type="button" className="button primary" disabled={!mayStart} onClick={start}>
              {act.state === 'sending' ? shell.sending : text.start}
            </button>
          ) : null}
          {isStarted ? (
            <button type="button" className="button primary" onClick={() => setMarking(true)}>
              {text.bookmark} <kbd>+</kbd>
            </button>
          ) : null}
        </div>
      )}
    </>
  );
}

type ReplaceProps = {
  task: Task;
  inspection: Inspection;
  cameras: readonly Camera[];
  camera: Camera | null;
};

/** Another camera in the place of the chosen one, or beside the others while there is room. */
function ReplaceCamera({ task, inspection, cameras, camera }: ReplaceProps) {
  const text = useText().inspection;
  const language = useLanguage();
  const others = cameras.filter(({ id }) => !inspection.cameraIds.includes(id));
  const choose = (id: string) => {
    const isFull = inspection.cameraIds.length >= 4;
    const kept = inspection.cameraIds.filter((each) => !isFull || each !== camera?.id);
    const argument = { taskId: task.id, cameraIds: [...kept, id] };
    void perform(task.id, 'inspection.choose-cameras', argument, null);
  };
  return (
    <label>
      {text.otherCamera}
      <select className="field" value="" onChange={(event) => choose(event.target.value)}>
        <option value="" disabled>
          {text.choose}
        </option>
        {others.slice(0, 40).map((each) => (
          <option key={each.id} value={each.id}>
            {nameIn(language, each)} {each.id}
          </option>
        ))}
      </select>
    </label>
  );
}

/** What was found, and what was recorded. */
function Kept({
  task,
  inspection,
}: {
  task: Task;
  inspection: Inspection | null;
  incidentId: string;
}) {
  const text = useText();
  const clips = inspection?.clips ?? [];
  const deletionOf = useDeletions(clips.map(({ id }) => id));
  return (
    <div className="inspection-kept">
      <section aria-label={text.inspection.bookmarks}>
        <h3 className="section-title">{text.inspection.bookmarks}</h3>
        {task.bookmarks.length === 0 ? <p>{text.inspection.noBookmark}</p> : null}
        <ul>
          {task.bookmarks.map((bookmark) => (
            <li key={bookmark.id}>
              <time className="num">{zoneTime(bookmark.atMs)}</time> {bookmark.cameraId}{' '}
              <b>{wordFor(text.task.findings, bookmark.finding)}</b> {bookmark.note}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={text.inspection.clips}>
        <h3 className="section-title">{text.inspection.clips}</h3>
        {clips.length === 0 ? <p>{text.inspection.noClip}</p> : null}
        <ul>
          {clips.map((clip) => (
            <li key={clip.id} className="num">
              <a
                href={`/api/clips/${encodeURIComponent(clip.id)}`}
                target="_blank"
                rel="noreferrer"
              >
                {clip.cameraId} {zoneTime(clip.fromMs)}–
                {clip.untilMs === null ? '…' : zoneTime(clip.untilMs)}
              </a>{' '}
              <KeptUnlessDeleted deletion={deletionOf(clip.id)}>{null}</KeptUnlessDeleted>{' '}
              {clip.sha256 === null
                ? text.inspection.underWay
                : `SHA-256 ${clip.sha256.slice(0, 12)}`}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
