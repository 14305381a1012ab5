import { useEffect } from 'react';
import { useSite } from '#api/site.ts';
import { useKeys } from '#desk/keys.ts';
import { select, useSelection } from '#desk/selection.ts';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { nearestCameras } from '#lib/nearest-cameras.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { VideoTile, warmVideo } from './late-features.ts';
import { LatePart } from './late-part.tsx';

/** As many play at once as a desk warms up: the next one is there when V is pressed. */
const shownAtOnce = 3;

/** The nearest cameras of the selected alarm, playing: the chosen one large, the next two small. */
export function DeskCameras() {
  const { incident: text } = useText();
  const language = useLanguage();
  const near = useNearCameras();
  useEffect(warmVideo, []);
  const purpose = useViewingPurpose();
  const cameraId = useSelection((selection) => selection.cameraId);
  const at = Math.max(
    0,
    near.findIndex((camera) => camera.id === cameraId),
  );
  const next = near[(at + 1) % Math.max(1, near.length)];
  useKeys({ v: next ? () => select({ cameraId: next.id }) : undefined });
  if (near.length === 0) return <p className="no-camera">{text.noCamera}</p>;
  const main = near[at] ?? near[0];
  return (
    <section className="desk-cameras" aria-label={text.cameras}>
      {near.map((camera) => (
        <div key={camera.id} className={camera === main ? 'camera main' : 'camera'}>
          <LatePart>
            <VideoTile camera={camera} big={camera === main} purpose={purpose} />
          </LatePart>
          {camera === main ? null : (
            <button
              type="button"
              className="choose-camera"
              aria-label={nameIn(language, camera)}
              onClick={() => select({ cameraId: camera.id })}
            />
          )}
        </div>
      ))}
    </section>
  );
}

/** What the pictures of this desk are looked at for at present. */
export function useViewingPurpose() {
  const alarmId = useSelectedAlarm()?.id ?? null;
  const incidentId = useSelectedIncident()?.id ?? null;
  return { alarmId, incidentId };
}

function useNearCameras() {
  const site = useSite()?.site ?? null;
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  const point = alarm?.point ?? incident?.point ?? null;
  return nearestCameras(site?.cameras ?? [], alarm?.cameraIds ?? [], point, shownAtOnce);
}
