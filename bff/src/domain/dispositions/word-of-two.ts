import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Actor } from '@ftz/shared/contract/durable-event.ts';

/** By whose word an act is carried out, and why: what stays with the thing that it was done to. */
export function wordOfTwo(disposition: Disposition, actor: Actor) {
  const { id: dispositionId, first } = disposition;
  const reason = (first?.verdict.note.trim() || dispositionId).slice(0, 500);
  return { dispositionId, by: [...foundRight(disposition), actor.name], reason };
}

/** Of the first two those who say that it should be done; whoever speaks last does. */
function foundRight({ author, first, second, secondVerdict }: Disposition): string[] {
  return [
    ...(first?.verdict.conclusion === 'justified' ? [author.name] : []),
    ...(secondVerdict?.conclusion === 'justified' && second ? [second.name] : []),
  ];
}
