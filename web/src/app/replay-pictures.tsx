import { useSite } from '#api/site.ts';
import type { Replayed } from '#features/replay/replay-stage.tsx';
import { useLanguage, useText } from '#text/text.ts';
import { timelineMarks } from '#text/timeline-marks.ts';
import { RecordedView } from './late-features.ts';
import { LatePart } from './late-part.tsx';

/** What the cameras of a replayed incident saw, by the replay's own clock, and the bar that leads it. */
export function ReplayPictures({ incidentId, cameraIds, player, span, whole }: Replayed) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const all = site?.cameras ?? [];
  const cameras = cameraIds.flatMap((id) => all.find((camera) => camera.id === id) ?? []);
  const incident = whole.incidents[incidentId];
  const { tasks, deviceOrders: orders } = whole;
  const context = incident && { incident, tasks, orders, site, text, language };
  return (
    <LatePart>
      <RecordedView
        cameras={cameras}
        player={player}
        span={{ fromMs: span.fromMs, untilMs: span.toMs }}
        marks={context ? timelineMarks(context) : []}
        purpose={{ incidentId, alarmId: incident?.alarms[0]?.alarmId ?? null }}
      />
    </LatePart>
  );
}
