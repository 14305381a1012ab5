import type { Task } from '@ftz/shared/contract/task.ts';
import { type SyntheticEvent, useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { NoteField } from '#ui/note-field.tsx';
import { SendRow } from '#ui/send-row.tsx';

/** What was reported is verified, and so done; or goes back to its crew, with what is missing. */
export function VerifyActs({ task }: { task: Task }) {
  const { taskCard: text, shell } = useText();
  const [reason, setReason] = useState<string | null>(null);
  const sending = useAct(task.id).state === 'sending';
  const said = reason?.trim() ?? '';
  const giveBack = (event: SyntheticEvent) => {
    event.preventDefault();
    if (said === '') return;
    const argument = { taskId: task.id, reason: said };
    void perform(task.id, 'task.return', argument, task.version);
  };
  if (reason !== null) {
    return (
      <form className="incident-form" onSubmit={giveBack}>
        <NoteField
          label={text.returnReason}
          focused
          value={reason}
          onSubmit={giveBack}
          onChange={setReason}
        />
        <SendRow
          word={text.return}
          sending={sending}
          ready={said !== ''}
          onCancel={() => setReason(null)}
          primary={false}
        />
      </form>
    );
  }
  return (
    <div className="form-row">
      <button
        type="button"
        className="button quiet"
        data-act="return"
        disabled={sending}
        onClick={() => setReason('')}
      >
        {text.return}
      </button>
      <button
        type="button"
        className="button primary"
        data-act="verify"
        disabled={sending}
        onClick={() => void perform(task.id, 'task.verify', { taskId: task.id }, task.version)}
      >
        {sending ? shell.sending : text.verify}
      </button>
    </div>
  );
}

/** What a result that showed too little asks for: nobody is sent until somebody sends. */
export function DraftActs({ task }: { task: Task }) {
  const { taskCard: text, shell } = useText();
  const sending = useAct(task.id).state === 'sending';
  const { incidentId, kind, unitId, id } = task;
  const issue = { incidentId, kind, unitId, draftId: id };
  const discard = { taskId: id, reason: text.discard };
  return (
    <div className="form-row">
      <button
        type="button"
        className="button quiet"
        disabled={sending}
        onClick={() => void perform(id, 'task.cancel', discard, task.version)}
      >
        {text.discard}
      </button>
      <button
        type="button"
        className="button primary"
        data-act="send-draft"
        disabled={sending}
        onClick={() => void perform(id, 'task.issue', issue, null)}
      >
        {sending ? shell.sending : text.send}
      </button>
    </div>
  );
}
