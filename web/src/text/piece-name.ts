import type { EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { placeName } from './names.ts';
import { type Language, type Text, wordFor } from './text.ts';

/** What a piece of kept evidence is: of a camera which, and from when to when. */
export function pieceName(
  { kind, clip }: Pick<EvidenceDeletion, 'kind' | 'clip'>,
  { keptEvidence }: Text,
  site: Site | null,
  language: Language,
): string {
  const word = wordFor(keptEvidence.kinds, kind);
  if (clip === null) return word;
  const camera = placeName(site, 'cameras', clip.cameraId, language);
  return `${word} · ${camera} ${zoneTime(clip.fromMs)}–${zoneTime(clip.untilMs)}`;
}
