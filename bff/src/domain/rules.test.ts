import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AlarmRule } from './alarm-rule.ts';

const files = readdirSync(new URL('./rules/', import.meta.url)).filter((file) => file.endsWith('.ts'));

describe.each(files)('rules/%s', async (file) => {
  const { rule } = (await import(`./rules/${file}`)) as { rule: AlarmRule };

  it('is named after its alarm', () => expect(`${rule.kind}.ts`).toBe(file));
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
