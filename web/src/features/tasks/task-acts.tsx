import type { Task } from '@ftz/shared/contract/task.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { type ReactNode, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { deskActsOf } from './desk-acts.ts';
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
  const may = principal && deskActsOf(task, principal);
  const taskId = task.id;
  const accept = () => {
    setAcceptedHere(true);
    void perform(taskId, 'task.accept', { taskId }, task.version);
  };
  const start = () => void perform(taskId, 'task.start', { taskId }, null);
  const cancel = () => {
    const reason = text.task.cancelledAtDesk;
    void perform(taskId, 'task.cancel', { taskId, reason }, task.version);
  };
  useKeys({ a: may?.accept ? accept : undefined });
  if (!may || !(isTaskOpen(task) || task.state === 'draft')) return null;
  const sending = act.state === 'sending';
  return (
    <div className="task-acts">
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {may.send ? <DraftActs task={task} /> : null}
      {may.verify ? <VerifyActs task={task} /> : null}
      {may.answer ? <ResultForm task={task} focused={acceptedHere} /> : null}
      <div className="form-row">
        {may.cancel ? (
          <ActButton name="cancel" isQuiet sending={sending} onAct={cancel}>
            {text.task.cancelTask}
          </ActButton>
        ) : null}
        {may.start ? (
          <ActButton name="start" sending={sending} onAct={start}>
            {sending ? text.shell.sending : text.taskCard.start}
          </ActButton>
        ) : null}
        {may.accept ? (
          <ActButton name="accept" sending={sending} onAct={accept}>
            {sending ? text.shell.sending : text.task.accept} <kbd>A</kbd>
          </ActButton>
        ) : null}
      </div>
    </div>
  );
}

type ActButtonProps = {
  name: string;
  isQuiet?: boolean;
  sending: boolean;
  onAct: () => void;
  children: ReactNode;
};

function ActButton({ name, isQuiet = false, sending, onAct, children }: ActButtonProps) {
  return (
    <button
      type="button"
      className={isQuiet ? 'button quiet' : 'button'}
      data-act={name}
      disabled={sending}
      onClick={onAct}
    >
      {children}
    </button>
  );
}
