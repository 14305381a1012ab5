import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { placeOfThing } from '#desk/place-of-thing.ts';
import type { Thing } from '#desk/thing.ts';
import { isAbout } from '#desk/things-of-alarm.ts';
import { finderOf } from '#desk/watched-target.ts';
import { useSituation } from '#live/durable-store.ts';

/** What lies behind a thing, one step away: the gravest open alarm about it, and the camera that sees it. */
export function useThingSteps(thing: Thing): { alarm: Alarm | null; camera: Camera | null } {
  const facts = useSite();
  const alarm = useSituation((s) => openAlarms(s).find((each) => isAbout(each, thing)) ?? null);
  const place = thing.kind === 'camera' ? null : placeOfThing(thing);
  const [best] = facts && place ? finderOf(facts).rank({ points: [place], area: null }, 1) : [];
  return { alarm, camera: best?.unseen === null ? best.camera : null };
}
