import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** What is written by tools, not by us. */
const notOurs = new Set(['node_modules', 'dist', 'data', '.git', '.vite', 'screenshots']);

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...walk(path)] : [path];
  });
}

/** Every file and folder of the project, relative to its root. */
export const projectPaths = (): string[] =>
  walk(projectRoot).map((path) => relative(projectRoot, path));

const textEndings = /\.(ts|tsx|mjs|json|md|css|html|svg|grit|ya?ml)$/;
const sourceEndings = /\.(ts|tsx|mjs)$/;
const generated = new Set(['pnpm-lock.yaml']);

export type ProjectFile = { path: string; text: string };

const read = (path: string): ProjectFile => ({
  path,
  text: readFileSync(join(projectRoot, path), 'utf8'),
});

/** Every file that a person reads: code, data, documents. */
export const textFiles = (): ProjectFile[] =>
  projectPaths()
    .filter((path) => textEndings.test(path) && !generated.has(path))
    .map(read);

export const sourceFiles = (): ProjectFile[] =>
  projectPaths()
    .filter((path) => sourceEndings.test(path))
    .map(read);
