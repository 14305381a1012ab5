import { lazy } from 'react';

/** The heavy features, each loaded when a screen first shows it. */
export const ZoneMap = lazy(() =>
  import('#features/map/zone-map.tsx').then((room) => ({ default: room.ZoneMap })),
);
const loadVideoTile = () =>
  import('#features/video/video-tile.tsx').then((room) => ({ default: room.VideoTile }));
export const VideoTile = lazy(loadVideoTile);

/** Fetches tile and player while nobody waits for them: an alarm's first picture is then two seconds away. */
export function warmVideo(): void {
  const warm = async () => {
    await loadVideoTile();
    const { warmPlayer } = await import('#features/video/open-stream.ts');
    await warmPlayer();
  };
  setTimeout(() => void warm().catch(() => undefined), 1_000);
}
export const AlarmsByHour = lazy(() =>
  import('#features/statistics/alarms-by-hour.tsx').then((room) => ({
    default: room.AlarmsByHour,
  })),
);
export const GateThroughput = lazy(() =>
  import('#features/statistics/gate-throughput.tsx').then((room) => ({
    default: room.GateThroughput,
  })),
);
export const ResponseTimes = lazy(() =>
  import('#features/statistics/response-times.tsx').then((room) => ({
    default: room.ResponseTimes,
  })),
);
export const FalseRates = lazy(() =>
  import('#features/statistics/false-rates.tsx').then((room) => ({ default: room.FalseRates })),
);
export const AlarmRateChart = lazy(() =>
  import('./alarm-rate-chart.tsx').then((room) => ({ default: room.AlarmRateChart })),
);
export const EvidenceStage = lazy(() =>
  import('#features/evidence/evidence-stage.tsx').then((room) => ({
    default: room.EvidenceStage,
  })),
);
export const InspectionStage = lazy(() =>
  import('#features/video-inspection/inspection-stage.tsx').then((room) => ({
    default: room.InspectionStage,
  })),
);
export const RecordedView = lazy(() =>
  import('#features/playback/recorded-view.tsx').then((room) => ({
    default: room.RecordedView,
  })),
);
export const NeighboursStage = lazy(() =>
  import('#features/playback/neighbours-stage.tsx').then((room) => ({
    default: room.NeighboursStage,
  })),
);
export const PreRoll = lazy(() =>
  import('#features/playback/pre-roll.tsx').then((room) => ({ default: room.PreRoll })),
);
