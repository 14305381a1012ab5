import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { forgetRefusal } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { CloseForm } from './close-form.tsx';
import { NoteForm } from './note-form.tsx';

type Open = 'none' | 'note' | 'close';

/** Writing a note and closing: two quiet buttons, of which one at a time opens its form. */
export function IncidentForms({ incident }: { incident: Incident }) {
  const { incident: text } = useText();
  const principal = usePrincipal();
  const [open, setOpen] = useState<Open>('none');
  const mayNote = principal !== null && mayDoInAny(principal, 'incident.note', incident.areas);
  const mayClose = principal !== null && mayDoInAny(principal, 'incident.close', incident.areas);
  const shut = () => {
    forgetRefusal(`${incident.id}/note`);
    forgetRefusal(`${incident.id}/close`);
    setOpen('none');
  };
  useKeys({
    n: mayNote ? () => setOpen('note') : undefined,
    c: mayClose ? () => setOpen('close') : undefined,
    Escape: open === 'none' ? undefined : shut,
  });
  if (open === 'note') return <NoteForm incident={incident} onDone={shut} />;
  if (open === 'close') return <CloseForm incident={incident} onDone={shut} />;
  return (
    <div className="form-buttons">
      {mayNote ? (
        <button type="button" className="button quiet" onClick={() => setOpen('note')}>
          {text.note} <kbd>N</kbd>
        </button>
      ) : null}
      {mayClose ? (
        <button type="button" className="button quiet" onClick={() => setOpen('close')}>
          {text.closeIncident} <kbd>C</kbd>
        </button>
      ) : null}
    </div>
  );
}
