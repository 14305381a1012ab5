import { useSite } from '#api/site.ts';
import type { Replayed } from '#features/replay/replay-stage.tsx';
import { useSituation } from '#live/durable-store.ts';
import { RecordedTiles } from './late-features.ts';
import { LatePart } from './late-part.tsx';

/** What the cameras of a replayed incident saw, by the replay's own clock. */
export function ReplayPictures({ incidentId, cameraIds, player }: Replayed) {
  const all = useSite()?.site.cameras ?? [];
  const alarmId = useSituation((s) => s.incidents[incidentId]?.alarms[0]?.alarmId ?? null);
  const cameras = cameraIds.flatMap((id) => all.find((camera) => camera.id === id) ?? []);
  return (
    <LatePart>
      <RecordedTiles cameras={cameras} clock={player} purpose={{ incidentId, alarmId }} />
    </LatePart>
  );
}
