import type { Task } from '@ftz/shared/contract/task.ts';
import { findings } from '@ftz/shared/contract/task-record.ts';
import { type FormEvent, useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { PhotoField } from './photo-field.tsx';
import { forgetDraft, type ResultDraft, readDraft, writeDraft } from './result-draft.ts';

/** What was found on the spot, with a note and pictures. Kept on the phone until the center has it. */
export function ResultStep({ task }: { task: Task }) {
  const { task: text, mobile, shell } = useText();
  const [draft, setDraft] = useState<ResultDraft>(() => readDraft(task.id));
  const sending = useAct(task.id).state === 'sending';
  const change = (part: Partial<ResultDraft>) => {
    const next = { ...draft, ...part };
    writeDraft(task.id, next);
    setDraft(next);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { finding, note, photoIds } = draft;
    if (finding === null) return;
    const argument = { taskId: task.id, result: { finding, note: note.trim(), photoIds } };
    if (await perform(task.id, 'task.submit-result', argument, task.version)) forgetDraft(task.id);
  };

  return (
    <form className="result-step" onSubmit={(event) => void submit(event)}>
      <h2>{mobile.result}</h2>
      <fieldset className="findings">
        <legend className="visually-hidden">{text.finding}</legend>
        {findings.map((finding) => (
          <label key={finding}>
            <input
              type="radio"
              name="finding"
              value={finding}
              checked={draft.finding === finding}
              onChange={() => change({ finding })}
            />
            {wordFor(text.findings, finding)}
          </label>
        ))}
      </fieldset>
      <textarea
        className="field"
        rows={3}
        maxLength={2000}
        aria-label={text.resultNote}
        placeholder={text.resultNote}
        value={draft.note}
        onChange={(event) => change({ note: event.target.value })}
      />
      <PhotoField
        incidentId={task.incidentId}
        photoIds={draft.photoIds}
        onChange={(photoIds) => change({ photoIds })}
      />
      <button
        type="submit"
        className="button primary"
        data-act="submit"
        disabled={sending || draft.finding === null}
      >
        {sending ? shell.sending : draft.finding === null ? mobile.chooseFinding : text.submit}
      </button>
    </form>
  );
}
