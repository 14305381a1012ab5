import type { JoinReason } from '@ftz/shared/contract/incident.ts';
import { shortAge } from '#lib/age.ts';
import { lengthText } from '#lib/length.ts';
import { type Text, wordFor } from './text.ts';

/**
 * One reason why an alarm belongs to its incident, as a sentence. `plateOf` names a vehicle as people
 * do; a journey's number says nothing to anybody and is left out.
 */
function whySentence(
  reason: JoinReason,
  text: Text,
  plateOf: (vehicleId: string) => string | null,
): string {
  if (reason.code === 'near') {
    return text.incident.whyNear(lengthText(reason.distanceM), shortAge(reason.withinMs));
  }
  const word = wordFor(text.incident.whyCodes, reason.code);
  if (!('value' in reason) || reason.code === 'same-journey') return word;
  const plate = reason.code === 'same-vehicle' ? plateOf(reason.value) : null;
  return `${word} ${plate ?? reason.value}`;
}

/** All reasons of one alarm; "the same thing" is not said again where the same vehicle or seal is. */
export function whySentences(
  reasons: readonly JoinReason[],
  text: Text,
  plateOf: (vehicleId: string) => string | null,
): string[] {
  const named = reasons.flatMap((reason) =>
    reason.code === 'same-vehicle' || reason.code === 'same-seal' ? [reason.value] : [],
  );
  return reasons
    .filter((reason) => reason.code !== 'same-entity' || !named.includes(reason.value))
    .map((reason) => whySentence(reason, text, plateOf));
}
