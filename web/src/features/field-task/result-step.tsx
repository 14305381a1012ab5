import { findings } from '@ftz/shared/contract/task-record.ts';
import type { FormEvent } from 'react';
import { useText, wordFor } from '#text/text.ts';
import type { FieldAct } from './field-act.ts';
import type { ResultDraft } from './result-draft.ts';
import './findings.css';
import './work-part.css';

type Props = {
  act: FieldAct['act'];
  draft: ResultDraft;
  change: (part: Partial<ResultDraft>) => void;
};

/** What was found on the spot, and a note. It goes after the pictures that it names. */
export function ResultStep({ act, draft, change }: Props) {
  const { task: text, mobile, field } = useText();
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const { finding, note, files } = draft;
    if (finding === null) return;
    const fileIds = files.map(({ id }) => id);
    const result = { finding, note: note.trim(), photoIds: fileIds };
    // The draft stays until the center has it: what is refused stands in the form again.
    await act('task.submit-result', { result }, { fileIds });
  };

  return (
    <form className="work-part result-step" onSubmit={(event) => void submit(event)}>
      <h3>{field.result}</h3>
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
      <button
        type="submit"
        className="button primary"
        data-act="submit"
        disabled={draft.finding === null}
      >
        {draft.finding === null ? mobile.chooseFinding : text.submit}
      </button>
    </form>
  );
}
