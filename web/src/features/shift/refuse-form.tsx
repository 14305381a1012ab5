import { useState } from 'react';
import { perform } from '#live/acts.ts';
import { useText } from '#text/text.ts';

/** A refusal has a reason, which the outgoing one reads. */
export function RefuseForm({ handOverId }: { handOverId: string }) {
  const { shift } = useText();
  const text = shift.handOver;
  const [reason, setReason] = useState('');
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {text.refuse}
      </button>
    );
  }
  return (
    <form
      className="refuse-form"
      onSubmit={(event) => {
        event.preventDefault();
        void perform(handOverId, 'hand-over.refuse', { handOverId, reason: reason.trim() }, null);
      }}
    >
      <input
        className="field"
        aria-label={text.refuseReason}
        placeholder={text.refuseReason}
        maxLength={500}
        // biome-ignore lint/a11y/noAutofocus: only where the operator has just asked to write.
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      />
      <button type="submit" className="button" disabled={reason.trim() === ''}>
        {text.refuse}
      </button>
    </form>
  );
}
