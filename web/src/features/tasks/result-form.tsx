import type { Finding, Task } from '@ftz/shared/contract/task.ts';
import type { FormEvent } from 'react';
import { type Draft, forgetDraft, putDraft, useDraft } from '#desk/drafts.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { submits } from '#ui/submits.ts';

const findings: readonly Finding[] = ['consistent', 'inconsistent', 'insufficient'];

type ResultDraft = Extract<Draft, { form: 'result' }>;
const nothingYet: ResultDraft = { form: 'result', text: '', finding: null };

/** The answer of a review or a video inspection: a finding and what was seen. */
export function ResultForm({ task, focused }: { task: Task; focused: boolean }) {
  const { task: text, shell } = useText();
  const kept = useDraft(task.id);
  const draft = kept?.form === 'result' ? kept : nothingYet;
  const { finding } = draft;
  const sending = useAct(task.id).state === 'sending';
  const change = (part: Partial<ResultDraft>) => putDraft(task.id, { ...draft, ...part });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (finding === null) return;
    const result = { finding, note: draft.text.trim(), photoIds: [] };
    const argument = { taskId: task.id, result };
    if (await perform(task.id, 'task.submit-result', argument, task.version)) forgetDraft(task.id);
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <fieldset className="choices">
        <legend>{text.finding}</legend>
        {findings.map((each, i) => (
          <label key={each}>
            <input
              type="radio"
              name={`finding-${task.id}`}
              value={each}
              // biome-ignore lint/a11y/noAutofocus: the operator has just accepted to answer.
              autoFocus={focused && i === 0}
              checked={finding === each}
              onChange={() => change({ finding: each })}
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
        value={draft.text}
        onKeyDown={(event) => submits(event) && void submit(event)}
        onChange={(event) => change({ text: event.target.value })}
      />
      <div className="form-row">
        <button type="submit" className="button primary" disabled={sending || finding === null}>
          {sending ? shell.sending : text.submit}
        </button>
      </div>
    </form>
  );
}
