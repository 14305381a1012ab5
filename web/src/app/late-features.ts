import { lazy } from 'react';

/** The heavy features, each loaded when a screen first shows it. */
export const ZoneMap = lazy(() =>
  import('#features/map/zone-map.tsx').then((room) => ({ default: room.ZoneMap })),
);
const loadVideoTile = () =>
  import('#features/video/video-tile.tsx').then((room) => ({ default: room.VideoTile }));
export const VideoTile = lazy(loadVideoTile);

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
const loadPreRoll = () =>
  import('#features/playback/pre-roll.tsx').then((room) => ({ default: room.PreRoll }));
export const PreRoll = lazy(loadPreRoll);
const loadDrawing = () => import('#features/statistics/chart-library.ts');

/** Fetches and compiles what a desk needs for its first alarm, while nobody waits for it. */
export function warmDesk(): () => void {
  const warm = async () => {
    await Promise.all([loadVideoTile(), loadPreRoll(), loadDrawing()]);
    const { warmPlayer } = await import('#features/video/open-stream.ts');
    await warmPlayer();
  };
  const timer = setTimeout(() => void warm().catch(() => undefined), 1_000);
  return () => clearTimeout(timer);
}
