import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { pendingDispositionOf } from '@ftz/shared/state/disposition-lifecycle.ts';
import { type ComponentType, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { type Draft, forgetDraft, putDraft, useDraft } from '#desk/drafts.ts';
import { useKeys } from '#desk/keys.ts';
import { forgetRefusal } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { NoteForm } from './note-form.tsx';

/** The form that concludes an incident, from the room of dispositions. */
export type ClosingForm = ComponentType<{
  incident: Incident;
  draft: Extract<Draft, { form: 'close' }>;
  focused: boolean;
  onDone: () => void;
}>;
type Props = { incident: Incident; closing: ClosingForm };

/** Writing a note and closing: two quiet buttons, of which one at a time opens its form. */
export function IncidentForms({ incident, closing: CloseForm }: Props) {
  const { incident: text } = useText();
  const principal = usePrincipal();
  const draft = useDraft(incident.id);
  const [asked, setAsked] = useState(false);
  const mayNote = principal !== null && mayDoInAny(principal, 'incident.note', incident.areas);
  const pending = useSituation((situation) => pendingDispositionOf(situation, incident.id));
  const mayClose =
    principal !== null &&
    (pending === undefined || pending.state === 'draft') &&
    mayDoInAny(principal, 'disposition.submit', incident.areas);
  const write = () => {
    setAsked(true);
    if (draft?.form !== 'note') putDraft(incident.id, { form: 'note', text: '' });
  };
  const close = () => {
    setAsked(true);
    if (draft?.form !== 'close') {
      putDraft(incident.id, {
        form: 'close',
        text: '',
        verdict: { conclusion: null, cause: null },
        forcedRestore: '',
      });
    }
  };
  const shut = () => {
    forgetRefusal(`${incident.id}/note`);
    forgetRefusal(`${incident.id}/close`);
    forgetDraft(incident.id);
    setAsked(false);
  };
  useKeys({
    n: mayNote && !draft ? write : undefined,
    c: mayClose && !draft ? close : undefined,
    Escape: draft ? shut : undefined,
  });
  const shared = { incident, onDone: shut, focused: asked };
  if (draft?.form === 'note') return <NoteForm draft={draft} {...shared} />;
  if (draft?.form === 'close') return <CloseForm draft={draft} {...shared} />;
  return (
    <div className="form-buttons">
      {mayNote ? (
        <button type="button" className="button quiet" onClick={write}>
          {text.note} <kbd>N</kbd>
        </button>
      ) : null}
      {mayClose ? (
        <button type="button" className="button quiet" onClick={close}>
          {text.closeIncident} <kbd>C</kbd>
        </button>
      ) : null}
    </div>
  );
}
