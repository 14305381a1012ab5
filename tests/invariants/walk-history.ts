import { createRandom, type Random } from '@ftz/mock-feeds/sim/random.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { chooseAct } from '#faults/harness/random-acts.ts';
import { agreeOnKept } from './agree-on-kept.ts';
import { invariants } from './invariants.ts';
import { saidAtLane, saidFromElsewhere, someWord } from './machine-words.ts';
import { type ActorName, actorNames } from './people-of-house.ts';
import { PocketHouse } from './pocket-house.ts';
import { ScopedViews } from './scoped-views.ts';

export type Walked = {
  steps: number;
  entries: number;
  /** How often each act of a person was taken and refused. */
  acts: Record<string, { taken: number; refused: number }>;
  refusals: Record<string, number>;
  /** How many pieces of evidence two people had deleted, and how often they said until when others stay. */
  deleted: number;
  retained: number;
  /** What was found wrong; the walk ends at the first. */
  broken: string | null;
};

/** How often the whole picture is looked at, and how often everything is folded again. */
const lookEvery = 200;
/** Every so many looks, pages of a part join, and are compared at the next. */
const joinEvery = 10;
const refoldEvery = 2_500;
const minuteMs = 60_000;
const pauses = [0, 1_000, 5_000, 20_000, minuteMs, 10 * minuteMs, 90 * minuteMs];

/**
 * So many random things that devices say and people do, one after another, with time between them and
 * restarts and set clocks among them; every invariant is held against every entry.
 */
export function walkHistory(steps: number, seed: number): Walked {
  const random = createRandom(seed, 'history');
  const walked: Walked = {
    steps: 0,
    entries: 0,
    acts: {},
    refusals: {},
    deleted: 0,
    retained: 0,
    broken: null,
  };
  let since: DurableEvent[] = [];
  const house = new PocketHouse(random, (events) => {
    walked.entries += events.length;
    since.push(...events);
    for (const event of events) {
      if (event.type === 'evidence.deleted') walked.deleted += 1;
      if (event.type === 'retention.changed') walked.retained += 1;
      walked.broken ??= wrongWith(event, house.situation);
    }
    views?.hear(events, house.situation, house.nowMs);
  });
  let views: ScopedViews | null = null;
  let before = copyOf(house.situation);

  for (; walked.steps < steps && walked.broken === null; walked.steps++) {
    step(house, random, walked);
    if (walked.steps % lookEvery === 0) {
      walked.broken ??= wrongNow(house) ?? saidOf(views?.wrong(house.situation));
      const joins = walked.steps % (joinEvery * lookEvery) === 0;
      views = joins ? new ScopedViews(house.situation) : null;
    }
    if (walked.steps % refoldEvery === refoldEvery - 1) {
      walked.broken ??= refolded(before, since, house.situation);
      house.restart();
      before = copyOf(house.situation);
      since = [];
    }
  }
  return walked;
}

function step(house: PocketHouse, random: Random, walked: Walked): void {
  const dice = random.next();
  if (dice < 0.05) saidAtLane(house, random);
  else if (dice < 0.07) saidFromElsewhere(house, random);
  else if (dice < 0.3) house.say(someWord(house, random));
  else if (dice < 0.4) house.pass(random.pick(pauses));
  else if (dice < 0.401) house.setClock(random.pick([-2, -1, 1, 2]) * 60 * minuteMs);
  else if (dice < 0.42) agreeOnKept(house, random);
  else {
    house.pass(random.pick([0, 0, 300, 2_000]));
    act(house, random, walked);
  }
}

function act(house: PocketHouse, random: Random, walked: Walked): void {
  const chosen = chooseAct(house.situation, random);
  if (chosen === null) return;
  // Most often by whoever would; now and then by anybody at all.
  const by: ActorName = random.next() < 0.85 ? chosen.by : random.pick(actorNames);
  const refusal = house.submit(by, chosen.command);
  const { name } = chosen.command;
  walked.acts[name] ??= { taken: 0, refused: 0 };
  walked.acts[name][refusal === null ? 'taken' : 'refused'] += 1;
  if (refusal) walked.refusals[refusal.code] = (walked.refusals[refusal.code] ?? 0) + 1;
}

function wrongWith(event: DurableEvent, situation: Situation): string | null {
  for (const { name, ofEntry } of invariants) {
    const wrong = ofEntry?.(event, situation) ?? null;
    if (wrong !== null) return `${name}: ${wrong}`;
  }
  return null;
}

function wrongNow({ situation, nowMs }: PocketHouse): string | null {
  for (const { name, ofSituation } of invariants) {
    const wrong = ofSituation?.(situation, nowMs) ?? null;
    if (wrong !== null) return `${name}: ${wrong}`;
  }
  return null;
}

const saidOf = (wrong: string | null | undefined) =>
  wrong ? `5 who sees a part folds what is fetched: ${wrong}` : null;

const copyOf = (situation: Situation): Situation => JSON.parse(JSON.stringify(situation));

/** 6 folding the log again gives the same state. */
function refolded(before: Situation, events: DurableEvent[], after: Situation): string | null {
  const fold = new Fold(before);
  for (const event of events) foldEvent(fold, event);
  const same = JSON.stringify(fold.handOut()) === JSON.stringify(after);
  return same ? null : '6 folding again: another situation came of the same log';
}
