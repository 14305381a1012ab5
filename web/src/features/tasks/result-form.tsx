import type { Task } from '@ftz/shared/contract/task.ts';
import { findings } from '@ftz/shared/contract/task-record.ts';
import type { SyntheticEvent } from 'react';
import { type Draft, forgetDraft, putDraft, useDraft } from '#desk/drafts.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { Choices } from '#ui/choices.tsx';
import { NoteField } from '#ui/note-field.tsx';

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

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (finding === null) return;
    const result = { finding, note: draft.text.trim(), photoIds: [] };
    const argument = { taskId: task.id, result };
    if (await perform(task.id, 'task.submit-result', argument, task.version)) forgetDraft(task.id);
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <Choices
        legend={text.finding}
        name={`finding-${task.id}`}
        values={findings}
        chosen={finding}
        wordOf={(each) => wordFor(text.findings, each)}
        focused={focused}
        onChoose={(each) => change({ finding: each })}
      />
      <NoteField
        label={text.resultNote}
        value={draft.text}
        onSubmit={(event) => void submit(event)}
        onChange={(said) => change({ text: said })}
      />
      <div className="form-row">
        <button type="submit" className="button primary" disabled={sending || finding === null}>
          {sending ? shell.sending : text.submit}
        </button>
      </div>
    </form>
  );
}
