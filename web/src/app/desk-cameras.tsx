import type { Camera } from '@ftz/shared/contract/site.ts';
import type { RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { useSite } from '#api/site.ts';
import { useCameraWatch, useWatchCameras } from '#desk/camera-watch.ts';
import { useKeys } from '#desk/keys.ts';
import { selectThing } from '#desk/select-thing.ts';
import { useSelection } from '#desk/selection.ts';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { whyCamera } from '#text/why-camera.ts';
import { CameraAhead } from './camera-ahead.tsx';
import { DeskPreRoll } from './desk-pre-roll.tsx';
import { VideoTile } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import './desk-cameras.css';

type Shown = { camera: Camera; why: RankedCamera | null };

/**
 * The four cameras that see the selected target best, playing: the best one, or the one that was
 * chosen, large, each with why it is here; below, what was seen before the alarm, and who will see the target next.
 */
export function DeskCameras() {
  const { incident: text } = useText();
  const language = useLanguage();
  useWatchCameras();
  const shown = useShownCameras();
  const purpose = useViewingPurpose();
  const cameraId = useSelection((selection) => selection.cameraId);
  const at = Math.max(
    0,
    shown.findIndex(({ camera }) => camera.id === cameraId),
  );
  const main = shown[at];
  const next = shown[(at + 1) % Math.max(1, shown.length)]?.camera;
  useKeys({ v: next ? () => selectThing({ kind: 'camera', id: next.id }) : undefined });
  if (!main) return <p className="no-camera">{text.noCamera}</p>;
  return (
    <section className="desk-cameras" aria-label={text.cameras}>
      {shown.map(({ camera, why }) => (
        <div key={camera.id} className={camera === main.camera ? 'camera main' : 'camera'}>
          <div className="picture">
            <LatePart>
              <VideoTile camera={camera} big={camera === main.camera} purpose={purpose} />
            </LatePart>
            {camera === main.camera ? null : (
              <button
                type="button"
                className="choose-camera"
                aria-label={nameIn(language, camera)}
                onClick={() => selectThing({ kind: 'camera', id: camera.id })}
              />
            )}
          </div>
          <WhyCamera why={why} />
        </div>
      ))}
      <div className="before-alarm">
        <DeskPreRoll />
      </div>
      <CameraAhead mainId={main.camera.id} />
    </section>
  );
}

/** Why this camera is here: it sees the target, or what is in its way. */
function WhyCamera({ why }: { why: RankedCamera | null }) {
  const text = useText().cameraWatch;
  const language = useLanguage();
  return (
    <p className="why-camera num" data-sees={why === null ? null : why.unseen === null}>
      {why === null ? text.chosen : whyCamera(why, text, language)}
    </p>
  );
}

/** The best four; a camera that an officer chose elsewhere takes the place of the last. */
function useShownCameras(): Shown[] {
  const { cameras } = useCameraWatch();
  const all = useSite()?.site.cameras ?? [];
  const cameraId = useSelection((selection) => selection.cameraId);
  const best = cameras.map((why): Shown => ({ camera: why.camera, why }));
  const chosen = all.find(({ id }) => id === cameraId);
  if (!chosen || best.some(({ camera }) => camera.id === chosen.id)) return best;
  return [{ camera: chosen, why: null }, ...best.slice(0, 3)];
}

/** What the pictures of this desk are looked at for at present. */
export function useViewingPurpose() {
  const alarmId = useSelectedAlarm()?.id ?? null;
  const incidentId = useSelectedIncident()?.id ?? null;
  return { alarmId, incidentId };
}
