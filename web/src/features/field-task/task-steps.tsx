import { mayDo } from '@ftz/shared/access/policy.ts';
import { isFilmId } from '@ftz/shared/contract/evidence-id.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { isOffItsUnit, isTravelling } from '@ftz/shared/state/task-lifecycle.ts';
import { useEffect, useState } from 'react';
import { photoAddress } from '#api/photos.ts';
import { usePrincipal } from '#api/session.ts';
import { videoAddress } from '#api/uploads.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { forgetDraft, useKeptDraft } from '#live/phone-drafts.ts';
import { useDeletions } from '#live/use-deletions.ts';
import { useText, wordFor } from '#text/text.ts';
import { KeptUnlessDeleted } from '#ui/deleted-note.tsx';
import { KeptFilm } from '#ui/kept-film.tsx';
import { ArriveStep } from './arrive-step.tsx';
import { CheckIn } from './check-in.tsx';
import { type FieldAct, useExpectedTask, useFieldAct } from './field-act.ts';
import { KeptActs } from './kept-acts.tsx';
import { ConfirmOpening } from './opening-step.tsx';
import { draftOf } from './result-draft.ts';
import { useTravel } from './use-travel.ts';
import { WorkStep } from './work-step.tsx';
import './refused-act.css';
import './task-note.css';
import './task-steps.css';

/** The one next step of a task. What is shown as done is what the center has confirmed. */
export function TaskSteps({ task }: { task: Task }) {
  const { field } = useText();
  const principal = usePrincipal();
  const expected = useExpectedTask(task);
  const { act, failed } = useFieldAct(task.id);
  const isMine = expected.crew.some(({ accountId }) => accountId === principal?.accountId);
  const may = principal !== null && mayDo(principal, 'task.accept', task.area);
  const isAsked =
    isMine &&
    task.opening !== null &&
    task.opening.confirmedBy === null &&
    task.opening.askedBy.accountId !== principal?.accountId;
  useTravel(task, isMine && expected.state === 'en-route');
  useForgottenDraft(task);
  return (
    <div className="task-steps">
      <KeptActs task={task} />
      {failed ? (
        <p className="refusal-line" role="alert">
          {field.notKept}
        </p>
      ) : null}
      {isAsked ? <ConfirmOpening task={task} act={act} /> : null}
      {isMine ? <CheckIn task={task} expected={expected} act={act} /> : null}
      {may ? <NextStep task={expected} isMine={isMine} act={act} /> : null}
      <Outcome task={task} />
    </div>
  );
}

/** Once the center has a result, or nobody waits for one, what was entered for it has served. */
function useForgottenDraft(task: Task): void {
  const isAnswered = isOffItsUnit(task);
  const draft = draftOf(task.id);
  const kept = useKeptDraft(draft);
  useEffect(() => {
    if (isAnswered && kept) forgetDraft(draft);
  }, [isAnswered, kept, draft]);
}

type StepProps = { task: Task; isMine: boolean; act: FieldAct['act'] };

function NextStep({ task, isMine, act }: StepProps) {
  const { field } = useText();
  const travels = isTravelling(task.kind) && task.arrivedAtMs === null;
  if (task.state === 'issued') return <AcceptStep act={act} />;
  if (!isUnderWay(task)) return null;
  if (!isMine)
    return <OneButton name="join" hint={field.joinHint} onPress={() => act('task.join', {})} />;
  if (task.state === 'accepted' && travels) {
    return (
      <OneButton name="depart" hint={field.departHint} onPress={() => act('task.depart', {})} />
    );
  }
  if (task.state === 'en-route') return <ArriveStep act={act} />;
  if (task.state === 'accepted' || task.state === 'on-site')
    return <OneButton name="start" onPress={() => act('task.start', {})} />;
  return <WorkStep task={task} act={act} />;
}

function isUnderWay({ state }: Task): boolean {
  return ['accepted', 'en-route', 'on-site', 'executing', 'returned'].includes(state);
}

type OneButtonProps = {
  name: 'depart' | 'start' | 'join';
  hint?: string;
  onPress: () => Promise<boolean>;
};

function OneButton({ name, hint, onPress }: OneButtonProps) {
  const { field } = useText();
  return (
    <>
      <button
        type="button"
        className="button primary big"
        data-act={name}
        onClick={() => void onPress()}
      >
        {field[name]}
      </button>
      {hint ? <p className="task-note">{hint}</p> : null}
    </>
  );
}

function AcceptStep({ act }: { act: FieldAct['act'] }) {
  const { task: text, mobile, shell } = useText();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  if (declining) {
    return (
      <>
        <textarea
          className="field"
          rows={3}
          maxLength={500}
          aria-label={mobile.declineReason}
          placeholder={mobile.declineReason}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button
          type="button"
          className="button"
          data-act="decline"
          disabled={reason.trim() === ''}
          onClick={() => void act('task.decline', { reason: reason.trim() })}
        >
          {text.decline}
        </button>
        <button type="button" className="button quiet" onClick={() => setDeclining(false)}>
          {shell.cancel}
        </button>
      </>
    );
  }
  return (
    <>
      <button
        type="button"
        className="button primary big"
        data-act="accept"
        onClick={() => void act('task.accept', {})}
      >
        {text.accept}
      </button>
      <button type="button" className="button quiet" onClick={() => setDeclining(true)}>
        {text.decline}
      </button>
    </>
  );
}

/** How it ended, as the center knows it; and what came when it was over already. */
function Outcome({ task }: { task: Task }) {
  const { task: text, mobile, field } = useText();
  const deletionOf = useDeletions(task.result?.photoIds ?? []);
  const { result, reason, lateReports, state } = task;
  const overByDesk = state === 'cancelled' || state === 'expired';
  return (
    <>
      {overByDesk ? (
        <section className="refused-act" role="alert" data-over={state}>
          <b>{field.overByDesk}</b>
          <p>
            {wordFor(text.states, state)}
            {reason ? ` · ${reason}` : null}
          </p>
        </section>
      ) : null}
      {lateReports.length > 0 ? (
        <section className="refused-act" data-late={lateReports.length}>
          <b>{field.lateReports(lateReports.length)}</b>
          <ul className="num">
            {lateReports.map((report) => (
              <li key={`${report.act}-${report.atMs}-${report.deviceAtMs}`}>
                {wordFor(field.acts, `task.${report.act}`)} ·{' '}
                {zoneTime(report.deviceAtMs ?? report.atMs)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {state === 'returned' && reason ? (
        <p className="refused-act">{field.returnedFor(reason)}</p>
      ) : null}
      {result ? (
        <section className="submitted">
          <h2>{mobile.submitted}</h2>
          <p>
            <b>{wordFor(text.findings, result.finding)}</b>
            {result.note ? ` · ${result.note}` : null}
          </p>
          <div className="photos">
            {result.photoIds.map((id, i) => (
              <KeptUnlessDeleted key={id} deletion={deletionOf(id)}>
                {isFilmId(id) ? (
                  <KeptFilm address={videoAddress(id)} name={`${text.film} ${i + 1}`} />
                ) : (
                  <img src={photoAddress(id)} alt={text.photo} loading="lazy" />
                )}
              </KeptUnlessDeleted>
            ))}
          </div>
        </section>
      ) : null}
    </>
  );
}
