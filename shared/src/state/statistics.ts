import type { Severity } from '#contract/alarm.ts';
import type { ResponseSample, Statistics } from '#contract/situation.ts';

const hourMs = 3_600_000;
const keptHours = 48;
const keptSamples = 200;

const isCounted = ({ areas }: Statistics, area: string) => areas.some((id) => id === area);

type ByHour<T> = Record<number, T>;

/** Sets one hour and forgets what is older than two days. */
function withHour<T>(
  hours: ByHour<T> | undefined,
  atMs: number,
  next: (old: T | undefined) => T,
): ByHour<T> {
  const hour = Math.floor(atMs / hourMs) * hourMs;
  const same = hours?.[hour];
  if (hours && same !== undefined) return { ...hours, [hour]: next(same) };
  const kept = Object.entries(hours ?? {}).filter(([at]) => Number(at) > hour - keptHours * hourMs);
  return { ...Object.fromEntries(kept), [hour]: next(undefined) };
}

export function countAlarm(
  statistics: Statistics,
  alarm: { area: string; severity: Severity; atMs: number },
): Statistics {
  if (!isCounted(statistics, alarm.area)) return statistics;
  const hours = withHour(statistics.alarmsByHour[alarm.area], alarm.atMs, (old) => {
    const counts: [number, number, number, number] = old ? [...old] : [0, 0, 0, 0];
    const slot = (alarm.severity - 1) as 0 | 1 | 2 | 3;
    counts[slot] += 1;
    return counts;
  });
  return { ...statistics, alarmsByHour: { ...statistics.alarmsByHour, [alarm.area]: hours } };
}

export function countPassage(
  statistics: Statistics,
  passage: { area: string; gateId: string; direction: 'IN' | 'OUT'; atMs: number },
): Statistics {
  if (!isCounted(statistics, passage.area)) return statistics;
  const gates = statistics.passagesByGate[passage.area] ?? {};
  const hours = withHour(gates[passage.gateId], passage.atMs, (old) => ({
    in: (old?.in ?? 0) + (passage.direction === 'IN' ? 1 : 0),
    out: (old?.out ?? 0) + (passage.direction === 'OUT' ? 1 : 0),
  }));
  return {
    ...statistics,
    passagesByGate: {
      ...statistics.passagesByGate,
      [passage.area]: { ...gates, [passage.gateId]: hours },
    },
  };
}

export function addResponse(
  statistics: Statistics,
  step: keyof Statistics['responses'],
  sample: ResponseSample,
): Statistics {
  if (!isCounted(statistics, sample.area)) return statistics;
  const samples = statistics.responses[step];
  const ofArea = samples.filter(({ area }) => area === sample.area);
  const tooOld = ofArea.length < keptSamples ? undefined : ofArea[0];
  const kept = [...samples.filter((one) => one !== tooOld), sample];
  return { ...statistics, responses: { ...statistics.responses, [step]: kept } };
}
