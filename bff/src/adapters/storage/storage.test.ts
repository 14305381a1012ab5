import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { describe, expect, test } from 'vitest';
import { databaseFile } from './data-dir.ts';
import { commitsOf, freshDataDir, note, openFor, seqsOf, textOf, upTo } from './storage.fixture.ts';

describe('append', () => {
  test('numbers without gaps, in the order of the calls, whoever comes at once', async () => {
    const { log } = await openFor(freshDataDir());
    const answers = await Promise.all(
      upTo(300).map((n) => log.append([note(`${n}a`), note(`${n}b`)])),
    );
    expect(answers.flatMap(seqsOf)).toEqual(upTo(600));
    expect((await log.read(0, 1000)).map(textOf)).toEqual(
      upTo(300).flatMap((n) => [`${n}a`, `${n}b`]),
    );
    expect(log.headSeq()).toBe(600);
  });

  test('appends made at once share a commit', async () => {
    const storage = await openFor(freshDataDir());
    await Promise.all(upTo(100).map((n) => storage.log.append([note(`${n}`)])));
    expect(commitsOf(storage)).toBe(1);
  });

  test('appends made during a commit share the next one', async () => {
    const storage = await openFor(freshDataDir());
    const first = storage.log.append([note('first')]);
    // Two turns of the microtask queue on, the first batch is under way and takes nobody more.
    await Promise.resolve();
    await Promise.resolve();
    const later = upTo(50).map((n) => storage.log.append([note(`${n}`)]));
    await Promise.all([first, ...later]);
    expect(commitsOf(storage)).toBe(2);
  });

  test('a draft changed after the call is kept as it was', async () => {
    const { log } = await openFor(freshDataDir());
    const draft = note('as said');
    const appended = log.append([draft]);
    draft.areas.push('PVG');
    expect((await appended)[0]?.areas).toEqual(['WGQ']);
    expect((await log.read(0, 1))[0]?.areas).toEqual(['WGQ']);
  });

  test('what it answers is what a read gives', async () => {
    const { log } = await openFor(freshDataDir());
    const answered = await log.append([note('中文 "quoted" \u0000 \u2028 🛃'), note('')]);
    expect(await log.read(0, 10)).toEqual(answered);
  });

  test('something that is no JSON is refused and harms nobody else', async () => {
    const { log } = await openFor(freshDataDir());
    const draft = note('x');
    Object.assign(draft.data, { text: Number.NaN });
    expect(() => log.append([draft])).toThrow('NaN in JSON');
    expect(await log.append([note('y')])).toHaveLength(1);
    expect((await log.read(0, 10)).map(textOf)).toEqual(['y']);
  });

  test('more than may wait is refused at once, the rest is kept', async () => {
    const { log } = await openFor(freshDataDir());
    const kept = log.append(Array.from({ length: 15_000 }, () => note('flood')));
    await expect(
      log.append(Array.from({ length: 6000 }, () => note('flood'))),
    ).rejects.toMatchObject({ code: 'overloaded' });
    expect(await kept).toHaveLength(15_000);
    expect(log.headSeq()).toBe(15_000);
  });
});

describe('time', () => {
  test('is that of the commit and never goes back, not even over a restart', async () => {
    const dataDir = freshDataDir();
    let now = 5000;
    const first = await openFor(dataDir, () => now);
    const stamp = async (at: number): Promise<number | undefined> => {
      now = at;
      return (await first.log.append([note('x')]))[0]?.atMs;
    };
    expect([await stamp(5000), await stamp(4000), await stamp(6000)]).toEqual([5000, 5000, 6000]);
    await first.close();
    const second = await openFor(dataDir, () => 10);
    expect((await second.log.append([note('x')]))[0]?.atMs).toBe(6000);
  });
});

describe('dedupe', () => {
  test('a known key is left out, within one append, across appends and after a restart', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    const [both, again] = await Promise.all([
      first.log.append([note('a', 'k1'), note('a again', 'k1'), note('b', 'k2')]),
      first.log.append([note('b again', 'k2'), note('c')]),
    ]);
    expect([both.map(textOf), again.map(textOf)]).toEqual([['a', 'b'], ['c']]);
    await first.close();
    const second = await openFor(dataDir);
    expect(await second.log.append([note('a a third time', 'k1')])).toEqual([]);
    expect(seqsOf(await second.log.append([note('d')]))).toEqual([4]);
  });
});

describe('commands', () => {
  const mark = { commandId: 'c1', accountId: 'u1' };

  test('the last entry of a command is found, by its account only, also after a restart', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    expect(await first.log.seqOfCommand(mark)).toBeNull();
    await first.log.append([note('a'), note('b')], mark);
    await first.close();
    const { log } = await openFor(dataDir);
    expect(await log.seqOfCommand(mark)).toBe(2);
    expect(await log.seqOfCommand({ ...mark, accountId: 'u2' })).toBeNull();
  });

  test('of a command and its retry, sent together, one has an effect', async () => {
    const { log } = await openFor(freshDataDir());
    const [first, retry] = await Promise.all([
      log.append([note('once')], mark),
      log.append([note('once')], mark),
    ]);
    expect([first.length, retry.length]).toEqual([1, 0]);
    expect(await log.seqOfCommand(mark)).toBe(1);
  });

  test('a command of which nothing was new had no effect', async () => {
    const { log } = await openFor(freshDataDir());
    await log.append([note('a', 'k')]);
    expect(await log.append([note('a', 'k')], mark)).toEqual([]);
    expect(await log.seqOfCommand(mark)).toBeNull();
  });
});

describe('onCommitted', () => {
  test('hears each entry once, in order, before its append resolves', async () => {
    const { log } = await openFor(freshDataDir());
    const heard: DurableEvent[] = [];
    const headWhenHeard: boolean[] = [];
    log.onCommitted((events) => {
      heard.push(...events);
      headWhenHeard.push(log.headSeq() === events.at(-1)?.seq);
    });
    await Promise.all(
      upTo(60).map(async (n) => {
        const [event] = await log.append([note(`${n}`, `key ${n % 40}`)]);
        if (event !== undefined) expect(seqsOf(heard)).toContain(event.seq);
      }),
    );
    expect(heard).toEqual(await log.read(0, 100));
    expect(headWhenHeard).not.toContain(false);
  });

  test('one listener that throws keeps nobody from theirs, and is not forgotten', async () => {
    const storage = await openFor(freshDataDir());
    const heard: number[] = [];
    storage.log.onCommitted(() => {
      throw new Error('broken fold');
    });
    storage.log.onCommitted((events) => heard.push(...seqsOf(events)));
    await storage.log.append([note('a')]);
    await storage.log.append([note('b')]);
    expect(heard).toEqual([1, 2]);
    expect(storage.health()).toMatchObject({ ok: false });
    expect(storage.health().detail).toContain('broken fold');
  });
});

describe('read', () => {
  test('pages through the log', async () => {
    const { log } = await openFor(freshDataDir());
    await log.append(upTo(10).map((n) => note(`${n}`)));
    expect(seqsOf(await log.read(3, 4))).toEqual([4, 5, 6, 7]);
    expect(seqsOf(await log.read(8, 100))).toEqual([9, 10]);
    expect(await log.read(10, 5)).toEqual([]);
    expect(await log.read(0, -1)).toEqual([]);
  });

  test('shows whole appends only, and nothing that was not announced', async () => {
    const { log } = await openFor(freshDataDir());
    let writing = true;
    const writers = Promise.all(
      upTo(4).map(async () => {
        for (const n of upTo(25)) await log.append([note(`${n}`), note(`${n}`), note(`${n}`)]);
      }),
    ).finally(() => {
      writing = false;
    });
    while (writing) {
      const seen = await log.read(0, 1000);
      expect(seen.length % 3).toBe(0);
      expect(seen.length).toBeLessThanOrEqual(log.headSeq());
    }
    await writers;
    expect(log.headSeq()).toBe(300);
  });
});

describe('a store on the disk', () => {
  test('keeps everything, and its epoch, over a restart; a new store has another epoch', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    const written = await first.log.append(upTo(20).map((n) => note(`${n}`)));
    await first.close();
    const second = await openFor(dataDir);
    expect(second.log.epoch).toBe(first.log.epoch);
    expect(second.log.headSeq()).toBe(20);
    expect(await second.log.read(0, 100)).toEqual(written);
    expect((await openFor(freshDataDir())).log.epoch).not.toBe(first.log.epoch);
  });

  test('is for nobody else to read', async () => {
    const dataDir = freshDataDir();
    const storage = await openFor(dataDir);
    await storage.log.append([note('a')]);
    const mode = (path: string): number => statSync(path).mode & 0o777;
    expect(mode(dataDir)).toBe(0o700);
    const folders = ['evidence', 'clips', 'uploads'].filter((name) =>
      existsSync(join(dataDir, name)),
    );
    expect(folders).toContain('evidence');
    for (const folder of folders) expect(mode(join(dataDir, folder))).toBe(0o700);
    const files = readdirSync(dataDir).filter((name) => !folders.includes(name));
    expect(files).toContain('command-center.db-wal');
    for (const file of files) expect([file, mode(join(dataDir, file))]).toEqual([file, 0o600]);
  });

  test('refuses a second opener, and lets one in after the first has closed', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    await expect(openFor(dataDir)).rejects.toMatchObject({ code: 'data-dir-in-use' });
    await first.log.append([note('still mine')]);
    await first.close();
    expect((await openFor(dataDir)).log.headSeq()).toBe(1);
  });

  test('of a newer program is left alone', async () => {
    const dataDir = freshDataDir();
    await (await openFor(dataDir)).close();
    const db = new DatabaseSync(databaseFile(dataDir));
    db.exec('PRAGMA user_version = 99');
    db.close();
    await expect(openFor(dataDir)).rejects.toMatchObject({
      code: 'schema-too-new',
      message: expect.stringContaining('99'),
    });
  });

  test('is closed once and then refuses', async () => {
    const storage = await openFor(freshDataDir());
    const last = storage.log.append([note('on the way')]);
    await Promise.all([storage.close(), storage.close()]);
    expect(seqsOf(await last)).toEqual([1]);
    await expect(storage.log.append([note('late')])).rejects.toMatchObject({ code: 'gone' });
    await expect(storage.log.read(0, 1)).rejects.toMatchObject({ code: 'gone' });
    expect(storage.health().ok).toBe(false);
  });
});

describe('a commit that the store refuses', () => {
  /** Stands for any refusal: SQLite aborts the statement half-way through the batch. */
  const refuseFifth = `CREATE TRIGGER refuse BEFORE INSERT ON entry WHEN new.seq = 5
    BEGIN SELECT RAISE(ABORT, 'no room'); END`;

  test('rejects its appends, keeps nothing of them, and the next one goes on without a gap', async () => {
    const dataDir = freshDataDir();
    const storage = await openFor(dataDir);
    const heard: number[] = [];
    storage.log.onCommitted((events) => heard.push(...seqsOf(events)));
    const other = new DatabaseSync(databaseFile(dataDir));
    other.exec(refuseFifth);
    const mark = { commandId: 'c', accountId: 'u' };
    const refused = await Promise.allSettled([
      storage.log.append([note('1'), note('2', 'key')], mark),
      storage.log.append([note('3'), note('4'), note('5')]),
    ]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(storage.health()).toMatchObject({ ok: false });
    expect(await storage.log.read(0, 10)).toEqual([]);
    expect(await storage.log.seqOfCommand(mark)).toBeNull();

    other.exec('DROP TRIGGER refuse');
    other.close();
    expect(seqsOf(await storage.log.append([note('2', 'key')], mark))).toEqual([1]);
    expect(heard).toEqual([1]);
    expect(storage.health()).toMatchObject({ ok: true });
  });
});
