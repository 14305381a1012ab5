import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from './alarm-rule.ts';

const names = readdirSync(new URL('./rules/', import.meta.url)).map((file) =>
  file.replace('.ts', ''),
);

describe.each(names)('rules/%s', async (name) => {
  const { rule } = (await import(`./rules/${name}.ts`)) as { rule: AlarmRule };

  it('is named after its alarm', () => expect(rule.kind).toBe(name));
  it('judges or sweeps', () => expect(rule.judge ?? rule.sweep).toBeTypeOf('function'));
  it('shows what raises it and what does not', () => {
    expect(rule.examples.some(({ expect }) => expect?.condition === 'present')).toBe(true);
    expect(rule.examples.some(({ expect }) => expect?.condition !== 'present')).toBe(true);
  });
  it.each(rule.examples)('$says', ({ verdict, expect: expected }) => {
    const given = verdict() ?? null;
    if (expected === null) expect(given).toBeNull();
    else expect(given).toMatchObject(expected);
  });
});
