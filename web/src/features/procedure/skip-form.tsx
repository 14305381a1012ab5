import { useState } from 'react';
import { useKeys } from '#desk/keys.ts';
import { useText } from '#text/text.ts';

type Props = {
  required: boolean;
  onSkip: (reason: string | null) => void;
  onCancel: () => void;
};

/** Why a step is left out; Enter skips it, Escape leaves it as it was. */
export function SkipForm({ required, onSkip, onCancel }: Props) {
  const { procedure: text } = useText();
  const [reason, setReason] = useState('');
  useKeys({ Escape: onCancel }, 40);
  const given = reason.trim();
  return (
    <form
      className="procedure-skip"
      onSubmit={(event) => {
        event.preventDefault();
        if (given || !required) onSkip(given || null);
      }}
    >
      <input
        className="field"
        aria-label={text.reason}
        placeholder={required ? text.reasonHint : text.reason}
        maxLength={500}
        // biome-ignore lint/a11y/noAutofocus: the operator has just asked to skip a step.
        autoFocus
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="submit" className="button" disabled={required && !given}>
        {text.skip}
      </button>
    </form>
  );
}
