import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { withZoneStamps } from '#lib/stamps.ts';
import { useLanguage, useText } from '#text/text.ts';
import './refusal-line.css';

/** Why the server said no, as a sentence, with its detail and whether trying again helps. */
export function RefusalLine({ refusal }: { refusal: Refusal | null }) {
  const language = useLanguage();
  const text = useText();
  if (!refusal) return null;
  return (
    <p className="refusal-line" role="alert">
      {refusal[language]}
      {refusal.detail ? ` · ${withZoneStamps(refusal.detail, Date.now())}` : null}
      {refusal.retry === 'later' ? ` · ${text.shell.retryLater}` : null}
    </p>
  );
}
