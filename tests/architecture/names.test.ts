import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { projectPaths, sourceFiles, textFiles } from './project-files.ts';

const emptyNames = new Set(['utils', 'helpers', 'manager', 'common', 'types', 'index']);
const importedPath = /(?:from\s+|import\s+|import\(\s*)(['"])([^'"]+)\1/g;

/** Split in two, so that this list does not find itself. */
const foreignWords = [
  ['/wo', 'rk/'],
  ['/ro', 'ot/'],
  ['/ho', 'me/'],
  ['cla', 'ude'],
  ['anth', 'ropic'],
  ['open', 'ai'],
  ['sub', 'agent'],
  ['helper ses', 'sion'],
  ['sandbox ses', 'sion'],
].map((parts) => parts.join(''));

const importsOf = (text: string) => [...text.matchAll(importedPath)].map((match) => match[2] ?? '');

it('finds the project', () => {
  expect(projectPaths()).toContain('ARCHITECTURE.md');
  expect(sourceFiles().length).toBeGreaterThan(30);
});

it('names every file and folder after what it holds', () => {
  const isEmptyName = (path: string) => emptyNames.has(basename(path).replace(/\..*$/, ''));
  // A page's door has the name that browsers ask for.
  const found = projectPaths().filter((path) => isEmptyName(path) && !path.endsWith('.html'));
  expect(found).toEqual([]);
});

it('exports by name, but for the configurations that a tool wants otherwise', () => {
  const isDefault = ({ text }: { text: string }) =>
    /^export (default |.* as default\b)/m.test(text);
  const found = sourceFiles().filter(isDefault);
  expect(found.map((file) => file.path).filter((path) => !path.endsWith('.config.ts'))).toEqual([]);
});

it('never climbs out of a room', () => {
  const climbs = (path: string) => path.split('/').includes('..');
  const found = sourceFiles().filter(({ text }) => importsOf(text).some(climbs));
  expect(found.map((file) => file.path)).toEqual([]);
});

it('writes the extension of every file of ours', () => {
  const isOurs = (path: string) => /^(\.\/|#|@ftz\/)/.test(path);
  const isBare = (path: string) => isOurs(path) && !/\.[a-z0-9]+(\?[a-z]+)?$/.test(path);
  const found = sourceFiles().flatMap(({ path, text }) =>
    importsOf(text)
      .filter(isBare)
      .map((imported) => `${path}: ${imported}`),
  );
  expect(found).toEqual([]);
});

it('speaks of itself alone', () => {
  const found = textFiles().flatMap(({ path, text }) => {
    const lower = text.toLowerCase();
    return foreignWords.filter((word) => lower.includes(word)).map((word) => `${path}: ${word}`);
  });
  expect(found).toEqual([]);
});
