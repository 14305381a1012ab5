import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lawfulFiles, plantedViolations } from './planted-violations.ts';
import { projectPaths, projectRoot } from './project-files.ts';

type Shout = { category: string; severity: string; message: string; location: { path: string } };

let house = '';
let shouts: Shout[] = [];

/** An empty copy of the house: its laws and manifests, without its code. */
function buildEmptyHouse(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-house-'));
  const laws = projectPaths().filter((path) => /(^biome\.json|\.grit|package\.json)$/.test(path));
  for (const path of laws) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(projectRoot, path), join(folder, path));
  }
  return folder;
}

function plantFile({ path, source }: { path: string; source: string }): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), source);
}

function lintHouse(): Shout[] {
  const biome = join(projectRoot, 'node_modules', '.bin', 'biome');
  const args = ['lint', '--reporter=json', '--max-diagnostics=none'];
  const { stdout } = spawnSync(biome, args, { cwd: house, encoding: 'utf8' });
  return JSON.parse(stdout).diagnostics;
}

beforeAll(() => {
  house = buildEmptyHouse();
  for (const file of [...plantedViolations, ...lawfulFiles]) plantFile(file);
  shouts = lintHouse();
});
afterAll(() => rmSync(house, { recursive: true, force: true }));

const shoutsAbout = (path: string) => shouts.filter((shout) => shout.location.path === path);

describe('a broken rule is shouted at', () => {
  it.each(plantedViolations)('$path: $rule', ({ path, rule, says }) => {
    const heard = shoutsAbout(path).filter((shout) => shout.category === rule);
    expect(heard, JSON.stringify(shoutsAbout(path))).not.toEqual([]);
    expect(heard.map((shout) => shout.severity)).toContain('error');
    expect(heard.map((shout) => shout.message).join('\n')).toMatch(says);
  });
});

describe('what the law allows is left in peace', () => {
  it.each(lawfulFiles)('$path', ({ path }) => {
    expect(shoutsAbout(path)).toEqual([]);
  });
});
