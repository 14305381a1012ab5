import type { Task } from '@ftz/shared/contract/task.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useConnectionState } from '#live/connection.ts';
import type { KeptAct } from '#live/kept-work.ts';
import { dismissRefused, useOutbox } from '#live/phone-outbox.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './kept-acts.css';
import './refused-act.css';

/** What was done for this task on this phone and has no answer yet; and what the center did not accept. */
export function KeptActs({ task }: { task: Task }) {
  const { acts } = useOutbox();
  const mine = acts.filter(({ thing }) => thing === task.id);
  const refused = mine.filter((act) => act.refused !== null);
  const waiting = mine.filter((act) => act.refused === null);
  return (
    <div className="kept-acts" aria-live="polite">
      {refused.map((act) => (
        <RefusedAct key={act.n} act={act} task={task} />
      ))}
      {waiting.length > 0 ? (
        <ul>
          {waiting.map((act) => (
            <WaitingAct key={act.n} act={act} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function WaitingAct({ act }: { act: KeptAct }) {
  const { field } = useText();
  const { files } = useOutbox();
  const live = useConnectionState() === 'live';
  const waitsForFiles = files.some(({ uploadId }) => act.fileIds.includes(uploadId));
  const status = !live ? field.kept : waitsForFiles ? field.keptWaitsForFiles : field.keptSending;
  return (
    <li className="kept-act num" data-kept={act.name}>
      <Clock />
      <b>{wordFor(field.acts, act.name)}</b>
      <span>
        {zoneTime(act.actedAtMs)} · {status}
      </span>
    </li>
  );
}

function RefusedAct({ act, task }: { act: KeptAct; task: Task }) {
  const { field, task: words } = useText();
  if (!act.refused) return null;
  return (
    <section className="refused-act" data-refused={act.name} role="alert">
      <b>{field.refusedTitle(wordFor(field.acts, act.name))}</b>
      <RefusalLine refusal={act.refused.refusal} />
      <p className="num">
        {field.refusedState(wordFor(words.states, task.state))}
        {task.reason ? ` · ${task.reason}` : null}
      </p>
      <p className="num">{field.doneAt(zoneTime(act.actedAtMs))}</p>
      <button type="button" className="button" onClick={() => dismissRefused(act.n)}>
        {field.understood}
      </button>
    </section>
  );
}

/** Not done: the sign of what still has to go. */
function Clock() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="9" />
      <path d="M12 7v5l4 2" />
    </svg>
  );
}
