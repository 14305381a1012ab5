import type { RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { lengthText } from '#lib/length.ts';
import { nameIn } from './names.ts';
import type { Language, Text } from './text.ts';

/** Why a camera is shown: it sees the place, or what keeps it from that. */
export function whyCamera(
  why: RankedCamera,
  text: Text['cameraWatch'],
  language: Language,
): string {
  const away = lengthText(why.awayM);
  if (why.unseen === 'hidden' && why.behind) return text.hidden(nameIn(language, why.behind));
  if (why.unseen === 'under-lens') return text.underLens;
  if (why.unseen !== null) return text.near(away);
  return why.share < 1 ? text.seesPart(Math.round(why.share * 100), away) : text.sees(away);
}
