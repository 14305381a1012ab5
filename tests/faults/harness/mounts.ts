import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { After } from './undo.ts';

/** Says what went wrong; throws when the machine refuses. */
export function sh(program: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0)
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout;
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** A folder of its own, forgotten at the end. */
export function rowFolder(after: After, word: string): string {
  const folder = mkdtempSync(join(tmpdir(), `ftz-${word}-`));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function mountPoint(after: After, folder: string, name: string, ...args: string[]): string {
  const point = join(folder, name);
  mkdirSync(point);
  sh('mount', ...args, point);
  // Whoever has a file open there may take a moment to end: it goes when the last one does.
  after(() => sh('umount', '--lazy', point));
  return point;
}

/** An empty ext4 in a file of its own. */
export function makeExt4(after: After, folder: string, sizeMb: number): string {
  const image = join(folder, 'disk.img');
  sh('truncate', '-s', `${sizeMb}M`, image);
  sh('mkfs.ext4', '-q', '-F', image);
  after(() => rmSync(image, { force: true }));
  return image;
}

export const mountImage = (after: After, folder: string, image: string, name: string): string =>
  mountPoint(after, folder, name, '-o', 'loop', image);

export const mountTmpfs = (after: After, folder: string, sizeMb: number): string =>
  mountPoint(after, folder, 'tmpfs', '-t', 'tmpfs', '-o', `size=${sizeMb}m`, 'none');
