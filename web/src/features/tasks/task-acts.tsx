import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { isTaskOpen, refusalOfTask } from '@ftz/shared/state/task-lifecycle.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { ResultForm } from './result-form.tsx';
import { DraftActs, VerifyActs } from './verify-acts.tsx';

/**
 * What can be done with a task from a desk: reviews and video inspections are accepted and answered
 * here; a patrol answers from its own phone, the desk can only call it back.
 */
export function TaskActs({ task }: { task: Task }) {
  const text = useText();
  const principal = usePrincipal();
  const act = useAct(task.id);
  const [acceptedHere, setAcceptedHere] = useState(false);
  const atDesk = task.kind === 'review' || task.kind === 'video-inspection';
  const mayAccept =
    principal !== null &&
    atDesk &&
    task.state === 'issued' &&
    mayDo(principal, 'task.accept', task.area);
  const accept = async () => {
    setAcceptedHere(true);
    await perform(task.id, 'task.accept', { taskId: task.id }, task.version);
  };
  useKeys({ a: mayAccept ? () => void accept() : undefined });
  const isDraft = task.state === 'draft';
  if (!principal || !(isTaskOpen(task) || isDraft)) return null;
  const sending = act.state === 'sending';
  const isCrew = task.crew.some(({ accountId }) => accountId === principal.accountId);
  const mayAnswer = atDesk && isCrew && refusalOfTask(task, 'submit-result') === null;
  const mayStart = isCrew && task.kind === 'video-inspection' && task.state === 'accepted';
  const mayCancel =
    !isDraft &&
    refusalOfTask(task, 'cancel') === null &&
    mayDo(principal, 'task.cancel', task.area);
  const maySend = mayDo(principal, 'task.verify', task.area);
  const cancel = { taskId: task.id, reason: text.task.cancelledAtDesk };
  return (
    <div className="task-acts">
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {isDraft && maySend ? <DraftActs task={task} /> : null}
      {task.state === 'result-submitted' && maySend ? <VerifyActs task={task} /> : null}
      {mayAnswer && !mayStart ? <ResultForm task={task} focused={acceptedHere} /> : null}
      <div className="form-row">
        {mayCancel ? (
          <button
            type="button"
            className="button quiet"
            data-act="cancel"
            disabled={sending}
            onClick={() => void perform(task.id, 'task.cancel', cancel, task.version)}
          >
            {text.task.cancelTask}
          </button>
        ) : null}
        {mayStart ? (
          <button
            type="button"
            className="button"
            data-act="start"
            disabled={sending}
            onClick={() => void perform(task.id, 'task.start', { taskId: task.id }, null)}
          >
            {sending ? text.shell.sending : text.taskCard.start}
          </button>
        ) : null}
        {mayAccept ? (
          <button
            type="button"
            className="button"
            data-act="accept"
            disabled={sending}
            onClick={() => void accept()}
          >
            {sending ? text.shell.sending : text.task.accept} <kbd>A</kbd>
          </button>
        ) : null}
      </div>
    </div>
  );
}
