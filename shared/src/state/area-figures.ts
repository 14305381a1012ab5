import type { Severity } from '#contract/alarm.ts';
import type { AreaDay, DayNumbers } from '#contract/day-numbers.ts';
import type { FeedFreshness, GatewayName } from '#contract/device.ts';
import type { LaneOutcome } from '#contract/lane-decision.ts';
import type { UnitState } from '#contract/unit.ts';
import type { AreaStanding, SealStanding } from './area-standing.ts';
import { isFeedSilent } from './feed-silence.ts';

/** In the order in which they call for somebody. */
export const areaFigureNames = [
  'alarms',
  'journeys',
  'waiting',
  'blind',
  'seals',
  'units',
  'acknowledge',
  'passages',
  'answered',
  'dispatch',
] as const;
export type AreaFigureName = (typeof areaFigureNames)[number];

/** `watch`: look at it; `act`: somebody has to do something; `unknown`: nobody can tell at present. */
export type FigureStanding = 'plain' | 'watch' | 'act' | 'unknown';

export type AreaFigure = {
  name: AreaFigureName;
  standing: FigureStanding;
  /** Null: unknown, or (where it stands plain) nothing was there to be measured. Times in ms. */
  value: number | null;
  /** The other half: of how many, the way out beside the way in, minutes beside sensors. */
  of: number | null;
  /** The longest case, by the house's clock; null: there is none. */
  sinceMs: number | null;
  /** By when it must be, in ms; null: nothing is settled. */
  limitMs: number | null;
  /** Of alarms: the gravest that stands there. */
  severity: Severity | null;
  /** When it was counted; null: it is counted as it happens. */
  countedAtMs: number | null;
};

export type AreaKnowledge = {
  standing: AreaStanding;
  /** Null: the house has not told them yet. */
  day: DayNumbers | null;
  feeds: readonly FeedFreshness[];
  /** The page itself hears nothing: whatever it has is of another time. */
  isBlind: boolean;
  nowMs: number;
};

/** The house counts anew every ten seconds. What is older than this many is not shown as of now. */
export const dayNumbersEveryMs = 10_000;
export const dayNumbersGoodForMs = 60_000;

/** Which feed has to be heard for a figure to mean anything. */
const restsOn: Partial<Record<AreaFigureName, GatewayName>> = {
  waiting: 'checkpoint-http',
  passages: 'checkpoint-http',
  seals: 'eseal-mqtt',
};

const unknown = { standing: 'unknown' as const, value: null, of: null };
const nothing = { of: null, sinceMs: null, limitMs: null, severity: null, countedAtMs: null };

/** Every figure of one area, judged, in the order of `areaFigureNames`. */
export function areaFigures(known: AreaKnowledge): AreaFigure[] {
  const { standing, day, feeds, isBlind, nowMs } = known;
  const silent = feeds
    .filter((feed) => feed.area === standing.area && isFeedSilent(feed, nowMs))
    .map(({ gateway }) => gateway);
  return areaFigureNames.map((name) => {
    const figure: AreaFigure = { ...nothing, name, ...measures[name](known) };
    const feed = restsOn[name];
    const isUnheard = feed !== undefined && silent.includes(feed);
    const isCounted = countedByHouse.includes(name);
    const isOld = isCounted && (!day || nowMs - day.toMs > dayNumbersGoodForMs);
    if (isBlind || isUnheard || isOld) return { ...nothing, name, ...unknown };
    return isCounted && day ? { ...figure, countedAtMs: day.toMs } : figure;
  });
}

const countedByHouse: readonly AreaFigureName[] = [
  'blind',
  'acknowledge',
  'dispatch',
  'passages',
  'answered',
];

type Measured = Pick<AreaFigure, 'standing' | 'value'> & Partial<AreaFigure>;
/** More minutes than this in a day have to be explained (as the figures of the house have it). */
const blindMinutesToAct = 60;

const measures: Record<AreaFigureName, (known: AreaKnowledge) => Measured> = {
  alarms: ({ standing: { open, unanswered } }) => ({
    value: unanswered.length,
    of: open.length,
    severity: (unanswered[0] ?? open[0])?.severity ?? null,
    sinceMs: least(unanswered.map(({ askedAtMs }) => askedAtMs)),
    standing: standingOfAlarms(unanswered[0]?.severity),
  }),
  journeys: ({ standing: { overdue, underWay } }) => ({
    value: overdue.length,
    of: underWay.length,
    sinceMs: least(overdue.map(({ dueAtMs }) => dueAtMs)),
    standing: overdue.length > 0 ? 'act' : 'plain',
  }),
  waiting: ({ standing: { waiting }, nowMs }) => ({
    value: waiting.length,
    sinceMs: waiting[0]?.decidedAtMs ?? null,
    standing: standingOfWaiting(waiting, nowMs),
  }),
  blind: (known) => {
    const own = dayOf(known);
    const minutes = own?.blindMinutes ?? 0;
    const isBlindNow = (own?.blindNow ?? 0) > 0;
    return {
      value: own?.blindNow ?? null,
      of: Math.round(minutes),
      sinceMs: least((own?.blind ?? []).flatMap((b) => (b.untilMs === null ? b.fromMs : []))),
      standing: minutes > blindMinutesToAct ? 'act' : isBlindNow ? 'watch' : 'plain',
    };
  },
  seals: ({ standing: { seals } }) => {
    const onTheWay = seals.filter((seal) => sealGroupOf(seal) === 'on-the-way');
    const troubled = onTheWay.filter(({ exceptions }) => exceptions.length > 0);
    const isBroken = troubled.some(({ exceptions: [worst] }) => worst !== 'low-battery');
    return {
      value: troubled.length,
      of: onTheWay.length,
      standing: isBroken ? 'act' : troubled.length > 0 ? 'watch' : 'plain',
    };
  },
  units: ({ standing: { units } }) => unitsFigure(units.map(({ state }) => state)),
  acknowledge: (known) => timeOf(known, 'acknowledge'),
  dispatch: (known) => timeOf(known, 'dispatch'),
  passages: (known) => {
    const own = dayOf(known);
    return { value: own?.passedIn ?? null, of: own?.passedOut ?? null, standing: 'plain' };
  },
  answered: (known) => {
    const own = dayOf(known);
    return { value: own?.answered ?? null, of: own?.raised ?? null, standing: 'plain' };
  },
};

/** Nobody decided in time; or the house holds somebody, which is an alarm of its own. */
function standingOfWaiting(waiting: readonly LaneOutcome[], nowMs: number): FigureStanding {
  const isLate = ({ state, dueAtMs }: LaneOutcome) =>
    state === 'escalated' || state === 'expired' || (dueAtMs !== null && dueAtMs < nowMs);
  if (waiting.some(isLate)) return 'act';
  return waiting.some(({ state }) => state === 'auto-hold') ? 'watch' : 'plain';
}

const least = (times: readonly number[]): number | null =>
  times.length === 0 ? null : Math.min(...times);

function standingOfAlarms(gravest: Severity | undefined): FigureStanding {
  if (gravest === undefined || gravest === 4) return 'plain';
  return gravest <= 2 ? 'act' : 'watch';
}

const dayOf = ({ day, standing }: AreaKnowledge): AreaDay | undefined =>
  day?.areas.find(({ area }) => area === standing.area);

/** How long nine of ten critical alarms took. Beyond the limit of the house somebody has to ask why. */
function timeOf({ day, standing }: AreaKnowledge, phase: 'acknowledge' | 'dispatch'): Measured {
  const row = day?.responses.find(
    (one) => one.area === standing.area && one.phase === phase && one.severity === 1,
  );
  const p90 = row?.p90 ?? null;
  const limitMs = row?.limitMs ?? null;
  const isLate = p90 !== null && limitMs !== null && p90 > limitMs;
  return { value: p90, of: row?.of ?? null, limitMs, standing: isLate ? 'act' : 'plain' };
}

export const sealGroups = ['in-store', 'on-the-way', 'at-its-end'] as const;
export type SealGroup = (typeof sealGroups)[number];

/** Nine stages are for whoever reads the story of one seal. Opened under way it is still on its way. */
export function sealGroupOf({ journey, stage }: SealStanding): SealGroup {
  if (journey?.state === 'under-way') return 'on-the-way';
  return stage === 'arrived' || stage === 'verified' ? 'at-its-end' : 'in-store';
}

export const unitGroups = ['free', 'on-the-way', 'on-site', 'off-duty', 'unavailable'] as const;
export type UnitGroup = (typeof unitGroups)[number];

const groupOfState: Record<UnitState, UnitGroup> = {
  'off-duty': 'off-duty',
  available: 'free',
  assigned: 'on-the-way',
  'en-route': 'on-the-way',
  'on-site': 'on-site',
  inspecting: 'on-site',
  distress: 'unavailable',
  'out-of-service': 'unavailable',
};
export const unitGroupOf = (state: UnitState): UnitGroup => groupOfState[state];

/** How many of those who drive out are free, of those on duty. */
export function unitsFigure(units: readonly UnitState[]): {
  value: number;
  of: number;
  standing: FigureStanding;
} {
  const groups = units.map(unitGroupOf);
  const free = groups.filter((group) => group === 'free').length;
  const isInDanger = units.includes('distress');
  return {
    value: free,
    of: groups.filter((group) => group !== 'off-duty').length,
    standing: isInDanger ? 'act' : free === 0 && units.length > 0 ? 'watch' : 'plain',
  };
}
