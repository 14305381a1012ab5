import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { alarmKinds } from '#contract/alarm.ts';
import { Procedure } from '#contract/procedure.ts';
import { siteProcedureOf, siteProcedures } from './procedures.ts';

it('says of every kind of alarm what is to be done, in four to eight steps, and of none twice', () => {
  const kinds = siteProcedures.flatMap((procedure) => procedure.kinds);
  expect(kinds.toSorted()).toEqual([...alarmKinds].sort());
  for (const procedure of siteProcedures) {
    expect(Value.Check(Procedure, procedure), procedure.id).toBe(true);
    expect(procedure.steps.length, procedure.id).toBeGreaterThanOrEqual(4);
    expect(procedure.steps.length, procedure.id).toBeLessThanOrEqual(8);
  }
});

it('lets a false alarm end without anybody on the road', () => {
  for (const kind of alarmKinds) {
    const needed = siteProcedureOf(kind).steps.filter(
      ({ required, notForFalse }) => required && !notForFalse,
    );
    const proofs = needed.flatMap(({ evidence }) => evidence);
    expect(proofs, kind).not.toContain('unit-dispatched');
    expect(proofs, kind).not.toContain('unit-on-site');
  }
});
