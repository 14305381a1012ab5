import { readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { expect, it } from 'vitest';
import { projectPaths, projectRoot } from './project-files.ts';

type Override = {
  includes: string[];
  linter: { rules: { style?: { noRestrictedImports?: unknown } } };
};
const biome: { overrides: Override[] } = JSON.parse(
  readFileSync(join(projectRoot, 'biome.json'), 'utf8'),
);

/** The overrides that hold an import law, each with the files it speaks of. */
const laws = biome.overrides
  .filter((override) => override.linter.rules.style?.noRestrictedImports)
  .map((override) => override.includes.filter((glob) => !glob.startsWith('!')));

const isCode = (path: string) =>
  /^(shared|bff|web|mock-feeds)\/src\/.*\.tsx?$/.test(path) &&
  !/\.(test|fixture)\.tsx?$/.test(path);
const lawsOf = (path: string) =>
  laws.filter((globs) => globs.some((glob) => matchesGlob(path, glob)));

it('gives every file of every package exactly one import law', () => {
  // Two laws for one file are as bad as none: Biome lets the later one replace the earlier.
  const found = projectPaths()
    .filter(isCode)
    .filter((path) => lawsOf(path).length !== 1)
    .map((path) => `${path}: ${lawsOf(path).length} laws in biome.json`);
  expect(found).toEqual([]);
});

it('keeps to the folders of the house at the top', () => {
  const folders = projectPaths()
    .filter((path) => path.includes('/') && !path.startsWith('.'))
    .map((path) => path.slice(0, path.indexOf('/')));
  expect([...new Set(folders)].sort()).toEqual([
    'bff',
    'docs',
    'mock-feeds',
    'scripts',
    'shared',
    'tests',
    'web',
  ]);
});
