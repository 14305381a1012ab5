import type { Incident } from '#contract/incident.ts';

/** The pictures that an incident keeps, with more; nothing while there are none, for then it says nothing of them. */
export function withPhotos(
  { photoIds = [] }: Incident,
  more: readonly string[],
): Pick<Incident, 'photoIds'> {
  const all = [...new Set([...photoIds, ...more])];
  return all.length === 0 ? {} : { photoIds: all };
}
