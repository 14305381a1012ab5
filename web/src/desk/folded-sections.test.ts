import { afterEach, beforeEach, expect, it, vi } from 'vitest';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
};
beforeEach(() => {
  kept.clear();
  vi.resetModules();
  vi.stubGlobal('localStorage', storage);
});
afterEach(() => vi.unstubAllGlobals());

/** As a page that has just been loaded knows them. */
const load = () => import('./folded-sections.ts');

it('keeps what an officer folded away, for him alone, over a reload', async () => {
  const first = await load();
  expect(first.isFolded('U1', 'timeline')).toBe(false);
  first.setFolded('U1', 'timeline', true);
  first.setFolded('U1', 'why', true);
  first.setFolded('U1', 'why', false);
  vi.resetModules();
  const { isFolded } = await load();
  expect(isFolded('U1', 'timeline')).toBe(true);
  expect(isFolded('U1', 'why')).toBe(false);
  expect(isFolded('U2', 'timeline')).toBe(false);
});

it('folds nothing away where what is kept was written by something else', async () => {
  kept.set('folded-sections/U1', '{"timeline":');
  const { isFolded } = await load();
  expect(isFolded('U1', 'timeline')).toBe(false);
});

it('folds for the page where nothing may be kept', async () => {
  vi.stubGlobal('localStorage', undefined);
  const { isFolded, setFolded } = await load();
  setFolded('U1', 'facts', true);
  expect(isFolded('U1', 'facts')).toBe(true);
});
