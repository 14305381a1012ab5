import type { TrackedOrder } from '#contract/device-order.ts';
import type { Journey } from '#contract/journey.ts';
import type { SealStep } from '#contract/seal.ts';

/** How far a seal has come: from the store, over one journey, back to the store. */
export const sealStages = [
  'in-stock',
  'issued',
  'applied',
  'armed',
  'in-transit',
  'arrived',
  'verified',
  'unsealed',
  'returned',
] as const;
export type SealStage = (typeof sealStages)[number];

/** What is wrong with it, gravest first; it goes on beside its stage. */
export const sealExceptions = ['forced-open', 'tampered', 'lost', 'silent', 'low-battery'] as const;
export type SealException = (typeof sealExceptions)[number];

export type SealFacts = {
  /** Oldest first. */
  steps: readonly SealStep[];
  journey: Journey | null;
  /** Orders to this seal. */
  orders: readonly TrackedOrder[];
  /** Its destination read it as sealed. */
  verified: boolean;
  /** Kinds of the open alarms on it. */
  alarms: readonly string[];
};

const isClosed = ({ state }: SealStep): boolean =>
  state.sealed && state.rope === 'intact' && state.cover === 'closed';
const isArmed = (step: SealStep): boolean => isClosed(step) && step.state.motor === 'locked';
const openings = ['unsealed', 'opened', 'cut'] as const;
const opens = ({ events }: SealStep): boolean =>
  events.some((event) => openings.some((opening) => opening === event));

/**
 * The stage is not told by any single report, so it is derived: from its own words, its journey and the
 * orders that people gave. The same words always give the same stage.
 */
export function sealStageOf({ steps, journey, verified }: SealFacts): SealStage {
  const last = steps.at(-1);
  const since = journey?.departedAtMs ?? 0;
  const wasSealed = steps.some(isClosed);
  const opened = wasSealed && last !== undefined && !last.state.sealed;
  if (opened) return journey?.state === 'under-way' ? 'unsealed' : 'returned';
  if (journey?.state === 'arrived') return verified ? 'verified' : 'arrived';
  if (!last || !last.state.sealed) return journey ? 'issued' : 'in-stock';
  if (journey && last.atMs >= since) return isArmed(last) ? 'in-transit' : 'applied';
  if (journey) return 'in-transit';
  return isArmed(last) ? 'armed' : 'applied';
}

/** Opened by nobody who was allowed to: neither was it ordered, nor did it confirm an order. */
function isForced({ steps, orders }: SealFacts): boolean {
  const allowed = orders.filter(
    ({ act, state }) => act.name === 'unlock' && state !== 'withdrawn' && state !== 'requested',
  );
  return steps.some((step) => {
    if (!opens(step) || step.events.includes('cut')) return false;
    return !allowed.some(({ authorisedAtMs }) => (authorisedAtMs ?? Infinity) <= step.atMs);
  });
}

const tamperings = ['cut', 'illegal-card', 'wrong-password', 'motor-stuck', 'unlocked-too-long'];

function isTampered({ steps }: SealFacts): boolean {
  const last = steps.at(-1);
  const isBroken =
    last?.state.rope === 'cut' || (last?.state.cover === 'open' && last.state.sealed);
  return (
    isBroken === true || steps.some(({ events }) => events.some((e) => tamperings.includes(e)))
  );
}

const lowBatteryPct = 20;

/** Every exception that holds, gravest first. */
export function sealExceptionsOf(facts: SealFacts): SealException[] {
  const { alarms, steps } = facts;
  const battery = steps.at(-1)?.batteryPct ?? 100;
  const holds: Record<SealException, boolean> = {
    'forced-open': isForced(facts),
    tampered: isTampered(facts),
    lost: alarms.includes('device-lost'),
    silent: alarms.includes('seal-silent'),
    'low-battery': alarms.includes('seal-battery-low') || battery < lowBatteryPct,
  };
  return sealExceptions.filter((name) => holds[name]);
}

/** One line of the story: when it came to a stage that it had not been in. */
export type SealMark = { atMs: number; stage: SealStage; events: SealStep['events'] };

/** The story as stages over time; a step that changes nothing and says nothing is left out. */
export function sealMarksOf(facts: SealFacts): SealMark[] {
  const marks: SealMark[] = [];
  facts.steps.forEach((step, i) => {
    const known = {
      ...facts,
      steps: facts.steps.slice(0, i + 1),
      journey: underWayAt(facts, step),
    };
    const stage = sealStageOf(known);
    if (stage !== marks.at(-1)?.stage || step.events.length > 0)
      marks.push({ atMs: step.deviceAtMs, stage, events: step.events });
  });
  return marks;
}

/** The journey as it was then: not yet declared, or not yet at its end. */
function underWayAt({ journey }: SealFacts, { deviceAtMs }: SealStep): Journey | null {
  if (!journey || deviceAtMs < journey.departedAtMs) return null;
  const isOver = journey.arrivedAtMs !== null && deviceAtMs >= journey.arrivedAtMs;
  return isOver ? journey : { ...journey, state: 'under-way', arrivedAtMs: null };
}
