import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { type RefObject, useState } from 'react';
import { keepPicture } from '#api/photos.ts';
import { zoneDate, zoneTime } from '#lib/zone-time.ts';
import { sendCommand } from '#live/send-command.ts';
import { takeSnapshot } from '#live/take-snapshot.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';

export type KeptSnapshot =
  | { state: 'idle' }
  | { state: 'sending' }
  | { state: 'no-picture' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'altered' }
  | { state: 'kept'; photoId: string; sha256: string };

/**
 * The picture of a tile, kept for an incident: the file first, then a note of the incident with camera,
 * the picture's own time and the hash that the center reckoned itself. Kept is what both answered for.
 */
export function useKeepSnapshot(
  video: RefObject<HTMLVideoElement | null>,
  camera: Pick<Camera, 'id' | 'nameZh' | 'nameEn'>,
): [KeptSnapshot, (incidentId: string) => Promise<void>] {
  const [kept, setKept] = useState<KeptSnapshot>({ state: 'idle' });
  const words = useText().video;
  const name = nameIn(useLanguage(), camera);
  const keep = async (incidentId: string): Promise<KeptSnapshot> => {
    const shot = await takeSnapshot(video.current, { id: camera.id, name });
    if (!shot) return { state: 'no-picture' };
    const saved = await keepPicture(incidentId, shot.picture);
    if (!saved.ok) return { state: 'refused', refusal: saved.refusal };
    const { id: photoId, sha256 } = saved.value;
    if (sha256 !== shot.sha256) return { state: 'altered' };
    const at = `${zoneDate(shot.atMs)} ${zoneTime(shot.atMs)}`;
    const text = words.snapshotNote({ camera: `${name} ${camera.id}`, at, photoId, sha256 });
    const noted = await sendCommand('incident.note', { incidentId, text, photoId }, null);
    if (!noted.ok) return { state: 'refused', refusal: noted.refusal };
    return { state: 'kept', photoId, sha256 };
  };
  const press = async (incidentId: string) => {
    if (kept.state === 'sending') return;
    setKept({ state: 'sending' });
    setKept(await keep(incidentId));
  };
  return [kept, press];
}
