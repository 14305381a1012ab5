import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { Observation } from '#domain/observation.ts';
import type { Sighting } from '#domain/sighting.ts';

type Of<K extends Observation['kind']> = Extract<Observation, { kind: K }>;

/** Every version is kept; which one is newest the fold says. */
export function recordDocument(
  document: Of<'document'>['document'],
  sighting: Sighting,
  actor: Actor,
): DurableDraft[] {
  const areas = areasOf(document.areas, sighting);
  return [{ type: 'document.filed', areas, actor, data: { document: { ...document, areas } } }];
}

export function recordRuling(
  ruling: Of<'ruling'>['ruling'],
  sighting: Sighting,
  actor: Actor,
): DurableDraft[] {
  const areas = areasOf(ruling.areas, sighting);
  return [{ type: 'agency.ruled', areas, actor, data: { ruling: { ...ruling, areas } } }];
}

/** Where its journey goes; else where its sender says, or where its truck is at home; else everywhere. */
function areasOf(said: readonly AreaId[], { journey, vehicle }: Sighting): AreaId[] {
  if (journey) return [...new Set([journey.fromArea, journey.toArea])];
  if (said.length > 0) return [...said];
  return vehicle ? [vehicle.area] : [...areaIds];
}
