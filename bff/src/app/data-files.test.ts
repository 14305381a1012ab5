import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { site } from '@ftz/shared/site/site.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from './config.ts';
import { openDeviceKeys } from './device-keys.ts';
import { createFirstAccounts } from './first-accounts.ts';
import { simulationStartMs } from './simulation-start.ts';
import { sentenceOf } from './start-failure.ts';
import { openWebPushKeys } from './web-push-keys.ts';
import { writeAtomically } from './write-atomically.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const modeOf = (file: string) => statSync(file).mode & 0o777;

describe('writeAtomically', () => {
  it('replaces a file, private, whatever a crash left behind', () => {
    const folder = freshFolder();
    const file = join(folder, 'a.json');
    writeFileSync(file, 'old', { mode: 0o644 });
    writeFileSync(`${file}.tmp`, 'half of something that is long', { mode: 0o644 });
    chmodSync(`${file}.tmp`, 0o644);
    writeAtomically(file, 'new');
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(modeOf(file)).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a.json']);
  });

  it('leaves nothing behind when it cannot', () => {
    const folder = freshFolder();
    const taken = join(folder, 'a-folder');
    mkdirSync(taken);
    expect(() => writeAtomically(taken, 'new')).toThrow(/EISDIR|EEXIST|ENOTEMPTY/);
    expect(readdirSync(folder)).toEqual(['a-folder']);
  });
});

describe('what is kept in DATA_DIR', () => {
  it('is the same at the next start, and private', async () => {
    const dataDir = freshFolder();
    const [one, ...others] = site.lanes;
    const first = openDeviceKeys(dataDir, { ...site, lanes: others });
    const second = openDeviceKeys(dataDir, site);
    expect(second).toMatchObject(first);
    expect(second.lanes[one?.id ?? '']).toMatch(/^[\w-]{32}$/);
    expect(openDeviceKeys(dataDir, site)).toEqual(second);

    expect(openWebPushKeys(dataDir)).toEqual(openWebPushKeys(dataDir));
    expect([simulationStartMs(dataDir, 5), simulationStartMs(dataDir, 6)]).toEqual([5, 5]);
    const written: unknown[] = [];
    const accounts = {
      count: async () => 0,
      create: async (created: unknown[]) => void written.push(...created),
      people: async () => [],
      findByUsername: async () => null,
    };
    const shown = await createFirstAccounts(dataDir, accounts, (prefix) => `${prefix}1`);
    const file = join(dataDir, 'first-accounts.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(shown);
    expect(written).toHaveLength(shown?.length ?? 0);
    for (const name of readdirSync(dataDir)) expect(modeOf(join(dataDir, name)), name).toBe(0o600);
  });

  const openers = {
    'device-keys.json': (dataDir: string) => openDeviceKeys(dataDir, site),
    'simulation-start.json': (dataDir: string) => simulationStartMs(dataDir, 5),
    'web-push-keys.json': openWebPushKeys,
  };
  it.each([
    ['device-keys.json', ''],
    ['device-keys.json', '{"lanes":{"WGQ-G1-'],
    ['device-keys.json', '[]'],
    ['device-keys.json', '{"lanes":{"WGQ-G1-L1":""},"documents":"0123456789abcdef"}'],
    ['simulation-start.json', '\0\0\0\0'],
    ['simulation-start.json', '{"startedAtMs":"yesterday"}'],
    ['web-push-keys.json', '{"publicKey":"BA","privateKey":"AA"}'],
  ] as const)('%s that holds %j is named, and left as it is', (name, text) => {
    const dataDir = freshFolder();
    const file = join(dataDir, name);
    writeFileSync(file, text);
    const failure = failureOf(() => openers[name](dataDir));
    const read = readConfig({});
    if (!read.ok) throw new Error('the defaults are accepted');
    const { sentence, code } = sentenceOf(failure, read.config);
    expect(code).toBe(2);
    expect(sentence).toContain(file);
    expect(sentence).toMatch(/damaged\. Restore it from a backup, or delete it: .+\.$/);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

function failureOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return null;
}
