import type { Camera } from '@ftz/shared/contract/site.ts';
import { useMemo } from 'react';
import { useSite } from '#api/site.ts';
import type { Replayed } from '#features/replay/replay-stage.tsx';
import { useLanguage, useText } from '#text/text.ts';
import { timelineMarks } from '#text/timeline-marks.ts';
import { RecordedView } from './late-features.ts';
import { LatePart } from './late-part.tsx';

const none: readonly Camera[] = [];

/** What the cameras of a replayed incident saw, by the replay's own clock, and the bar that leads it. */
export function ReplayPictures({ incidentId, cameraIds, player, span, finalSituation }: Replayed) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const all = site?.cameras ?? none;
  const cameras = useMemo(
    () => cameraIds.flatMap((id) => all.find((camera) => camera.id === id) ?? []),
    [cameraIds, all],
  );
  const { fromMs, toMs } = span;
  const shownSpan = useMemo(() => ({ fromMs, untilMs: toMs }), [fromMs, toMs]);
  const incident = finalSituation.incidents[incidentId];
  const { tasks, deviceOrders: orders } = finalSituation;
  const context = incident && { incident, tasks, orders, site, text, language };
  return (
    <LatePart>
      <RecordedView
        cameras={cameras}
        player={player}
        span={shownSpan}
        marks={context ? timelineMarks(context) : []}
        purpose={{ incidentId, alarmId: incident?.alarms[0]?.alarmId ?? null }}
      />
    </LatePart>
  );
}
