import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { localRefusals } from '#api/local-refusal.ts';
import type { Answer } from '#api/request.ts';
import type { SituationRead } from '#api/situation.ts';
import { createJoining, type Joining, type JoinLine } from './joining.ts';

type Have = { epoch: string; seq: number } | null;
type Pending<T> = { answer: (value: T) => void; fail: () => void };

/** A world that answers when the test says so, and where time passes when the test says so. */
function scriptedWorld(first: Have) {
  const world = {
    have: first,
    asked: [] as Have[],
    questions: [] as Pending<Refusal | null>[],
    reads: [] as Pending<Answer<SituationRead>>[],
    calls: [] as string[],
    timers: [] as { ms: number; callback: () => void }[],
  };
  const pending = <T>(list: Pending<T>[]) =>
    new Promise<T>((resolve, reject) => {
      list.push({ answer: resolve, fail: () => reject(new Error('no answer')) });
    });
  const line: JoinLine = {
    have: () => world.have,
    sync: (have) => {
      world.asked.push(have);
      return pending(world.questions);
    },
    readSituation: () => pending(world.reads),
    takeSituation: ({ epoch, situation }) => {
      world.have = { epoch, seq: situation.seq };
    },
    reconnect: () => world.calls.push('reconnect'),
    outdated: () => world.calls.push('outdated'),
    signedOut: () => world.calls.push('signed-out'),
    after: (ms, callback) => {
      const timer = { ms, callback };
      world.timers.push(timer);
      return () => {
        world.timers = world.timers.filter((each) => each !== timer);
      };
    },
  };
  return { world, joining: createJoining(line) };
}

/** Lets every promise that is settled by now run on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
const situationAt = (epoch: string, seq: number): Answer<SituationRead> => ({
  ok: true,
  value: { epoch, situation: { ...emptySituation(), seq } },
});
const unreachable: Answer<SituationRead> = {
  ok: false,
  status: 503,
  refusal: localRefusals.unreachable,
};
const refusal = (code: Refusal['code']): Refusal => ({ ...localRefusals.failed, code });

let world: ReturnType<typeof scriptedWorld>['world'];
let joining: Joining;
const begin = (have: Have) => {
  ({ world, joining } = scriptedWorld(have));
};
const passTime = async () => {
  const due = world.timers.splice(0);
  for (const { callback } of due) callback();
  await settle();
};
beforeEach(() => begin({ epoch: 'E', seq: 7 }));

describe('a page that returns', () => {
  it('says what it has and is current once it has what it missed', async () => {
    joining.connected();
    await settle();
    expect(world.asked).toEqual([{ epoch: 'E', seq: 7 }]);
    expect(joining.isCurrent()).toBe(false);
    joining.welcomed({ resume: 'replay', headSeq: 9 });
    expect(joining.isCurrent()).toBe(false);
    world.have = { epoch: 'E', seq: 9 };
    expect(joining.isCurrent()).toBe(true);
    joining.dropped();
    expect(joining.isCurrent()).toBe(false);
  });

  it('reads the situation where it is told to, and asks again with that', async () => {
    joining.connected();
    await settle();
    joining.welcomed({ resume: 'snapshot', headSeq: 90_000 });
    world.questions[0]?.answer(null);
    world.reads[0]?.answer(situationAt('E2', 90_000));
    await settle();
    expect(world.asked).toEqual([
      { epoch: 'E', seq: 7 },
      { epoch: 'E2', seq: 90_000 },
    ]);
    joining.welcomed({ resume: 'replay', headSeq: 90_000 });
    expect(joining.isCurrent()).toBe(true);
  });

  it('reads again until somebody answers', async () => {
    joining.connected();
    await settle();
    joining.welcomed({ resume: 'snapshot', headSeq: 9 });
    for (let i = 0; i < 20; i++) {
      world.reads.at(-1)?.answer(unreachable);
      await settle();
      expect(world.timers).toHaveLength(1);
      expect(world.timers[0]?.ms).toBeLessThanOrEqual(10_000);
      await passTime();
    }
    world.reads.at(-1)?.answer(situationAt('E', 9));
    await settle();
    expect(world.asked.at(-1)).toEqual({ epoch: 'E', seq: 9 });
  });

  it('leaves a read that a new connection has overtaken', async () => {
    joining.connected();
    await settle();
    joining.welcomed({ resume: 'snapshot', headSeq: 9 });
    joining.dropped();
    joining.connected();
    await settle();
    world.reads[0]?.answer(situationAt('old', 1));
    await settle();
    expect(world.have).toEqual({ epoch: 'E', seq: 7 });
    expect(world.asked).toHaveLength(2);
  });
});

describe('a first visit', () => {
  beforeEach(() => begin(null));

  it('reads while it connects, and then follows from there', async () => {
    joining.readAhead();
    joining.connected();
    await settle();
    expect(world.asked).toEqual([]);
    world.reads[0]?.answer(situationAt('E', 5));
    await settle();
    expect(world.asked).toEqual([{ epoch: 'E', seq: 5 }]);
  });

  it('asks without anything where that read failed, and reads once more when told to', async () => {
    joining.readAhead();
    joining.connected();
    world.reads[0]?.answer(unreachable);
    await settle();
    expect(world.asked).toEqual([null]);
    joining.welcomed({ resume: 'snapshot', headSeq: 5 });
    world.reads[1]?.answer(situationAt('E', 5));
    await settle();
    expect(world.asked).toEqual([null, { epoch: 'E', seq: 5 }]);
  });
});

it('takes nothing more once it has been left', async () => {
  begin(null);
  joining.readAhead();
  joining.connected();
  joining.stop();
  world.reads[0]?.answer(situationAt('E', 5));
  await settle();
  expect([world.have, world.asked]).toEqual([null, []]);
});

describe('a gap', () => {
  const join = async () => {
    joining.connected();
    await settle();
    joining.welcomed({ resume: 'replay', headSeq: 7 });
    world.questions.at(-1)?.answer(null);
    await settle();
  };

  it('is asked about once, however many messages notice it', async () => {
    await join();
    for (let i = 0; i < 5; i++) joining.missing();
    await settle();
    expect(world.asked).toHaveLength(2);
    expect(joining.isCurrent()).toBe(false);
  });

  it('makes what comes before the next welcome no continuation', async () => {
    await join();
    expect(joining.isFollowing()).toBe(true);
    joining.missing();
    await settle();
    expect(joining.isFollowing()).toBe(false);
    joining.welcomed({ resume: 'replay', headSeq: 7 });
    expect(joining.isFollowing()).toBe(true);
  });

  it('that comes back at once is asked about with a pause', async () => {
    await join();
    joining.missing();
    joining.welcomed({ resume: 'replay', headSeq: 7 });
    joining.missing();
    await settle();
    expect(world.asked).toHaveLength(2);
    await passTime();
    expect(world.asked).toHaveLength(3);
  });

  it('is asked about at once again when all went well for a while', async () => {
    await join();
    joining.missing();
    joining.welcomed({ resume: 'replay', headSeq: 7 });
    await passTime();
    joining.missing();
    expect(world.asked).toHaveLength(3);
  });
});

describe('an answer that is no welcome', () => {
  const askAndHear = async (answer: Refusal | 'none') => {
    joining.connected();
    await settle();
    if (answer === 'none') world.questions[0]?.fail();
    else world.questions[0]?.answer(answer);
    await settle();
  };

  it('connects anew when none came', async () => {
    await askAndHear('none');
    expect(world.calls).toEqual(['reconnect']);
  });

  it('connects anew when a yes is not followed by a welcome', async () => {
    joining.connected();
    await settle();
    world.questions[0]?.answer(null);
    await settle();
    await passTime();
    expect(world.calls).toEqual(['reconnect']);
  });

  it('ends where the page is too old or nobody is signed in', async () => {
    await askAndHear(refusal('contract-mismatch'));
    expect(world.calls).toEqual(['outdated']);
    begin(null);
    await askAndHear(refusal('not-signed-in'));
    expect(world.calls).toEqual(['signed-out']);
    begin(null);
    joining.connected();
    await settle();
    joining.welcomed({ resume: 'snapshot', headSeq: 1 });
    world.reads[0]?.answer({ ok: false, status: 401, refusal: refusal('not-signed-in') });
    await settle();
    expect(world.calls).toEqual(['signed-out']);
  });

  it('is asked again, ever more slowly, for any other reason', async () => {
    await askAndHear(refusal('not-ready'));
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      pauses.push(world.timers[0]?.ms ?? 0);
      await passTime();
      world.questions.at(-1)?.answer(refusal('not-ready'));
      await settle();
    }
    expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
    expect(pauses.at(-1)).toBe(10_000);
    expect(world.asked).toHaveLength(9);
  });
});
