import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import type { Language } from './text.ts';

type Named = { nameZh: string; nameEn: string };

export function nameIn(language: Language, named: Named): string {
  return language === 'zh' ? named.nameZh : named.nameEn;
}

/** The name of a registered gate, camera, unit or fence; its id while the site is not known. */
export function placeName(
  site: Site | null,
  kind: 'gates' | 'cameras' | 'units' | 'fences',
  id: string,
  language: Language,
): string {
  const found = site?.[kind].find((place) => place.id === id);
  return found ? nameIn(language, found) : id;
}

/** Who or what an alarm is about, as an operator says it: the plate, the fence segment, the gate. */
export function alarmSubject(alarm: Alarm, site: Site | null, language: Language): string {
  if (alarm.plate) return alarm.plate;
  if (alarm.segmentId) return placeName(site, 'fences', alarm.segmentId, language);
  if (alarm.gateId) return placeName(site, 'gates', alarm.gateId, language);
  const camera = site?.cameras.find((each) => each.id === alarm.entityId);
  return camera ? nameIn(language, camera) : alarm.entityId;
}
