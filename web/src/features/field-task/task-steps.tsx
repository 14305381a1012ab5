import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { useState } from 'react';
import { photoAddress } from '#api/photos.ts';
import { usePrincipal } from '#api/session.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { ArriveStep } from './arrive-step.tsx';
import { ResultStep } from './result-step.tsx';

/** The one next step of a task. What is shown as done is what the center has confirmed. */
export function TaskSteps({ task }: { task: Task }) {
  const principal = usePrincipal();
  const act = useAct(task.id);
  const may = principal !== null && mayDo(principal, 'task.accept', task.area);
  return (
    <div className="task-steps">
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {may && task.state === 'issued' ? <AcceptStep task={task} /> : null}
      {may && task.state === 'accepted' ? <ArriveStep task={task} /> : null}
      {may && task.state === 'on-site' ? <ResultStep task={task} /> : null}
      {task.result ? <SubmittedResult task={task} /> : null}
      {task.reason ? <p className="task-note">{task.reason}</p> : null}
    </div>
  );
}

function AcceptStep({ task }: { task: Task }) {
  const { task: text, mobile, shell } = useText();
  const [declining, setDeclining] = useState(false);
  const [reason, setReason] = useState('');
  const sending = useAct(task.id).state === 'sending';
  const decline = { taskId: task.id, reason: reason.trim() };
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
          disabled={sending || decline.reason === ''}
          onClick={() => void perform(task.id, 'task.decline', decline, task.version)}
        >
          {sending ? shell.sending : text.decline}
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
        className="button primary"
        data-act="accept"
        disabled={sending}
        onClick={() => void perform(task.id, 'task.accept', { taskId: task.id }, task.version)}
      >
        {sending ? shell.sending : text.accept}
      </button>
      <button type="button" className="button quiet" onClick={() => setDeclining(true)}>
        {text.decline}
      </button>
    </>
  );
}

function SubmittedResult({ task }: { task: Task }) {
  const { task: text, mobile } = useText();
  if (!task.result) return null;
  const { finding, note, photoIds } = task.result;
  return (
    <section className="submitted" role="status">
      <h2>✓ {mobile.submitted}</h2>
      <p>
        <b>{wordFor(text.findings, finding)}</b>
        {note ? ` · ${note}` : null}
      </p>
      <div className="photos">
        {photoIds.map((photoId) => (
          <img key={photoId} src={photoAddress(photoId)} alt={text.photo} />
        ))}
      </div>
    </section>
  );
}
