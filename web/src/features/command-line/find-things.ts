import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import type { Thing, ThingKind } from '#desk/thing.ts';

/** Everything on the map that has a name. */
export type NamedThings = {
  site: Pick<Site, 'gates' | 'cameras' | 'units' | 'fences'>;
  seals: Situation['seals'];
  vessels: readonly Vessel[];
  vehiclesByPlate: (part: string, most: number) => readonly Vehicle[];
};

type Named = { id: string; nameZh: string; nameEn: string };

const shortest = 2;

/** What bears this word in its id or its name, whole names first; at most so many. */
export function findThings(word: string, named: NamedThings, most: number): Thing[] {
  const asked = word.trim().toLowerCase();
  if (asked.length < shortest) return [];
  const { gates, cameras, units, fences } = named.site;
  const places: [ThingKind, readonly Named[]][] = [
    ['gate', gates],
    ['unit', units.filter(({ kind }) => kind === 'field')],
    ['camera', cameras],
    ['fence', fences],
  ];
  const all = [
    ...places.flatMap(([kind, list]) =>
      list.map(({ id, nameZh, nameEn }) => ({ kind, id, names: [id, nameZh, nameEn] })),
    ),
    ...Object.keys(named.seals).map((id) => ({ kind: 'seal' as const, id, names: [id] })),
    ...named.vessels.map(({ mmsi, name }) => ({
      kind: 'vessel' as const,
      id: String(mmsi),
      names: [String(mmsi), name ?? ''],
    })),
    ...named
      .vehiclesByPlate(asked, most)
      .map(({ id, plate }) => ({ kind: 'vehicle' as const, id, names: [plate ?? id] })),
  ];
  const match = (test: (name: string) => boolean) =>
    all.filter(({ names }) => names.some((name) => test(name.toLowerCase())));
  const found = new Set([
    ...match((name) => name === asked),
    ...match((name) => name.includes(asked)),
  ]);
  return [...found].slice(0, most).map(({ kind, id }) => ({ kind, id }));
}
