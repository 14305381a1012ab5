import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDataDir, note, openFor, seqsOf, textOf, upTo } from './storage.fixture.ts';
import type { Storage } from './storage.ts';
import { verifyChain } from './verify-chain.ts';

type Step =
  | { do: 'append'; keys: (number | null)[]; command: number | null }
  | { do: 'settle' }
  | { do: 'read'; after: number; limit: number }
  | { do: 'reopen' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('append' as const),
      keys: fc.array(fc.option(fc.nat({ max: 12 })), { maxLength: 5 }),
      command: fc.option(fc.nat({ max: 6 })),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'settle' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('read' as const),
      after: fc.nat({ max: 30 }),
      limit: fc.nat({ max: 20 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'reopen' as const }) },
);

/** What the log should hold, told the slow way: one append after the other, in the order of the calls. */
class Model {
  readonly texts: string[] = [];
  readonly commands = new Map<string, number>();
  readonly #keys = new Set<string>();

  append(drafts: { text: string; key: string | null }[], command: string | null): string[] {
    if (command !== null && this.commands.has(command)) return [];
    const kept = drafts.filter(({ key }) => {
      if (key !== null && this.#keys.has(key)) return false;
      if (key !== null) this.#keys.add(key);
      return true;
    });
    this.texts.push(...kept.map(({ text }) => text));
    if (command !== null && kept.length > 0) this.commands.set(command, this.texts.length);
    return kept.map(({ text }) => text);
  }
}

/** Runs the steps without waiting, except where a step says so, and checks every answer. */
class Run {
  readonly model = new Model();
  readonly heard: DurableEvent[] = [];
  readonly dataDir = freshDataDir();
  #storage: Storage | null = null;
  #underWay: Promise<void>[] = [];
  #appends = 0;

  async storage(): Promise<Storage> {
    if (this.#storage !== null) return this.#storage;
    this.#storage = await openFor(this.dataDir);
    this.#storage.log.onCommitted((events) => this.heard.push(...events));
    return this.#storage;
  }

  async take(step: Step): Promise<void> {
    const storage = await this.storage();
    if (step.do === 'append') this.#underWay.push(this.#append(storage, step));
    else if (step.do === 'read') this.#underWay.push(this.#read(storage, step));
    else await this.settle();
    if (step.do !== 'reopen') return;
    await storage.close();
    this.#storage = null;
  }

  async settle(): Promise<void> {
    await Promise.all(this.#underWay.splice(0));
  }

  async #append({ log }: Storage, { keys, command }: Extract<Step, { do: 'append' }>) {
    const nth = this.#appends++;
    const drafts = keys.map((key, i) => ({
      text: `${nth}.${i}`,
      key: key === null ? null : `k${key}`,
    }));
    const mark = command === null ? null : { commandId: `c${command}`, accountId: 'u' };
    const expected = this.model.append(drafts, mark?.commandId ?? null);
    const events = await log.append(
      drafts.map(({ text, key }) => note(text, key ?? undefined)),
      mark ?? undefined,
    );
    expect(events.map(textOf)).toEqual(expected);
    expect(seqsOf(this.heard)).toEqual(expect.arrayContaining(seqsOf(events)));
  }

  async #read({ log }: Storage, { after, limit }: Extract<Step, { do: 'read' }>) {
    const events = await log.read(after, limit);
    expect(seqsOf(events)).toEqual(upTo(events.length).map((n) => after + n));
    expect(events.length).toBeLessThanOrEqual(Math.min(limit, Math.max(0, log.headSeq() - after)));
  }
}

test('whatever comes together in whatever order, the log is that of one caller after the other', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const run = new Run();
      for (const each of steps) await run.take(each);
      await run.settle();
      const { log } = await run.storage();
      const all = await log.read(0, 1000);
      expect(all.map(textOf)).toEqual(run.model.texts);
      expect(seqsOf(all)).toEqual(upTo(all.length));
      expect(run.heard).toEqual(all);
      for (const [commandId, seq] of run.model.commands) {
        expect(await log.seqOfCommand({ commandId, accountId: 'u' })).toBe(seq);
      }
      expect(verifyChain(run.dataDir)).toMatchObject({ ok: true, entries: all.length });
    }),
    { numRuns: 15 },
  );
}, 60_000);
