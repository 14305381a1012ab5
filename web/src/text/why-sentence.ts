import type { JoinReason } from '@ftz/shared/contract/incident.ts';
import { shortAge } from '#lib/age.ts';
import { lengthText } from '#lib/length.ts';
import { type Text, wordFor } from './text.ts';

/** One reason why an alarm belongs to its incident, as a sentence. */
export function whySentence(reason: JoinReason, text: Text): string {
  if (reason.code === 'near') {
    return text.incident.whyNear(lengthText(reason.distanceM), shortAge(reason.withinMs));
  }
  const word = wordFor(text.incident.whyCodes, reason.code);
  return 'value' in reason ? `${word} ${reason.value}` : word;
}
