import type { Finding, Task } from '@ftz/shared/contract/task.ts';
import { type FormEvent, useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';

const findings: readonly Finding[] = ['consistent', 'inconsistent', 'insufficient'];

/** The answer of a review or a video inspection: a finding and what was seen. */
export function ResultForm({ task }: { task: Task }) {
  const { task: text, shell } = useText();
  const [finding, setFinding] = useState<Finding | null>(null);
  const [note, setNote] = useState('');
  const sending = useAct(task.id).state === 'sending';

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (finding === null) return;
    const result = { finding, note: note.trim(), photoIds: [] };
    void perform(task.id, 'task.submit-result', { taskId: task.id, result }, task.version);
  };

  return (
    <form className="incident-form" onSubmit={submit}>
      <fieldset className="choices">
        <legend>{text.finding}</legend>
        {findings.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name={`finding-${task.id}`}
              value={each}
              checked={finding === each}
              onChange={() => setFinding(each)}
            />
            {wordFor(text.findings, each)}
          </label>
        ))}
      </fieldset>
      <textarea
        className="field"
        aria-label={text.resultNote}
        placeholder={text.resultNote}
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="form-row">
        <button type="submit" className="button primary" disabled={sending || finding === null}>
          {sending ? shell.sending : text.submit}
        </button>
      </div>
    </form>
  );
}
