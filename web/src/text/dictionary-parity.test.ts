import { describe, expect, it } from 'vitest';
import { dictionaries } from './text.ts';

/** Every key with the kind of its value, and how many blanks a sentence has. */
function shapeOf(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [`${path}(${value.length})`];
  if (Array.isArray(value)) return [`${path}[${value.length}]`];
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, each]) => shapeOf(each, `${path}.${key}`));
  }
  return [`${path}: ${typeof value}`];
}

function emptyKeys(value: unknown, path: string): string[] {
  if (value === '') return [path];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, each]) => emptyKeys(each, `${path}.${key}`));
}

describe.each(Object.entries(dictionaries))('the %s dictionary', (_room, { zh, en }) => {
  it('has the same keys in both languages', () => {
    expect(shapeOf(en, '').sort()).toEqual(shapeOf(zh, '').sort());
  });

  it('leaves no word empty', () => {
    expect([...emptyKeys(zh, 'zh'), ...emptyKeys(en, 'en')]).toEqual([]);
  });
});
