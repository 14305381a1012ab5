import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type SyntheticEvent, useId } from 'react';
import { type Draft, putDraft } from '#desk/drafts.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SendRow } from '#ui/send-row.tsx';
import { MentionNames } from './mention-names.tsx';
import { useMentions } from './use-mentions.ts';

type Props = {
  incident: Incident;
  draft: Extract<Draft, { form: 'note' }>;
  /** The operator has just asked to write; a draft that comes back with its incident waits. */
  focused: boolean;
  onDone: () => void;
};

/** The text stays until the server has it. */
export function NoteForm({ incident, draft, focused, onDone }: Props) {
  const { incident: text } = useText();
  const key = `${incident.id}/note`;
  const act = useAct(key);
  const sending = act.state === 'sending';

  const write = (said: string) => putDraft(incident.id, { form: 'note', text: said });
  const { names, active, take, ...mentions } = useMentions(incident, draft.text, write);
  const listId = useId();
  const isOpen = names.length > 0;

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const said = draft.text.trim();
    if (said === '') return;
    const argument = { incidentId: incident.id, text: said };
    if (await perform(key, 'incident.note', argument, null)) onDone();
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <MentionNames id={listId} names={names} active={active} onTake={take} />
      <NoteField
        label={text.note}
        placeholder={text.notePlaceholder}
        focused={focused}
        value={draft.text}
        onSubmit={(event) => void submit(event)}
        onChange={write}
        completion={{
          ...mentions,
          listId: isOpen ? listId : undefined,
          activeId: isOpen ? `${listId}-${active}` : undefined,
        }}
      />
      <SendRow
        word={text.noteSend}
        sending={sending}
        ready={draft.text.trim() !== ''}
        onCancel={onDone}
        primary={false}
      />
    </form>
  );
}
