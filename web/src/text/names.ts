import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { dictionaries, type Language, wordFor } from './text.ts';

type Named = { nameZh: string; nameEn: string };

export function nameIn(language: Language, named: Named): string {
  return language === 'zh' ? named.nameZh : named.nameEn;
}

/** The site with the names of gates that stand in areas of others: papers and passages name them. */
export type NamedSite = Site & { otherGates?: readonly (Named & { id: string })[] };

/** The name of a registered gate, camera, unit or fence; its id while the site is not known. */
export function placeName(
  site: NamedSite | null,
  kind: 'gates' | 'cameras' | 'units' | 'fences',
  id: string,
  language: Language,
): string {
  const isIt = (place: { id: string }) => place.id === id;
  const found = site?.[kind].find(isIt) ?? (kind === 'gates' && site?.otherGates?.find(isIt));
  return found ? nameIn(language, found) : id;
}

/** Who or what an alarm is about, as an operator says it: the plate, the fence segment, the gate. */
export function alarmSubject(alarm: Alarm, site: NamedSite | null, language: Language): string {
  if (alarm.plate) return alarm.plate;
  if (alarm.segmentId) return placeName(site, 'fences', alarm.segmentId, language);
  if (alarm.gateId) return placeName(site, 'gates', alarm.gateId, language);
  const camera = site?.cameras.find((each) => each.id === alarm.entityId);
  return camera ? nameIn(language, camera) : deviceName(alarm.entityId, language);
}

/** The place to be told beside a subject; null where the subject says it: a whole feed is called by its area. */
export const placeBeside = (subject: string, place: string): string | null =>
  subject.endsWith(place) ? null : place;

/** What has no name of its own is `gateway/id`, where the id of a whole feed is its area. */
function deviceName(entityId: string, language: Language): string {
  const { gateways, areas } = dictionaries.shell[language];
  const [gateway = '', ...id] = entityId.split('/');
  if (id.length === 0 || !Object.hasOwn(gateways, gateway)) return entityId;
  return `${wordFor(gateways, gateway)} · ${wordFor(areas, id.join('/'))}`;
}

const listOf = { gate: 'gates', camera: 'cameras', unit: 'units', fence: 'fences' } as const;

/** What a thing is called; `spoken` is what is said of it elsewhere: a plate, a ship's name. */
export function thingName(
  thing: { kind: string; id: string },
  spoken: string | null,
  site: NamedSite | null,
  language: Language,
): string {
  const isPlaced = (kind: string): kind is keyof typeof listOf => Object.hasOwn(listOf, kind);
  if (isPlaced(thing.kind)) return placeName(site, listOf[thing.kind], thing.id, language);
  return spoken ?? (thing.kind === 'vessel' ? `MMSI ${thing.id}` : thing.id);
}
