import type { Fact } from '@ftz/shared/contract/alarm.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { tasksOfUnit } from '@ftz/shared/state/unit-lifecycle.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleUnitWorld } from '#domain/rule-examples/officer-examples.ts';
import type { World } from '#domain/sighting.ts';

/** What says that the officers of this unit are in danger, or that nobody knows; empty: nothing does. */
function signs({ situation, nowMs }: World, unitId: string): Fact[] {
  const distress = ownOf(situation.units, unitId)?.distress;
  if (distress) return [{ name: 'distress-by', value: distress.by.name }];
  const silent = tasksOfUnit(situation, unitId).find(
    ({ silentDueAtMs }) => silentDueAtMs !== null && silentDueAtMs < nowMs,
  );
  if (!silent) return [];
  const heardAtMs = silent.lastCheckInAtMs ?? silent.issuedAtMs;
  const seconds = String(Math.floor((nowMs - heardAtMs) / 1000));
  const names = silent.crew.map(({ name }) => name).join(', ');
  return [
    { name: 'silent-for-s', value: seconds },
    { name: 'crew', value: names.slice(0, 120) },
  ];
}

function sweep(world: World): SweepVerdict[] {
  return world.registry.site.units.map(({ id, area, point }) => {
    const facts = signs(world, id);
    const where = (ownOf(world.situation.units, id)?.fix?.point ?? point) as LonLat;
    const around = { area, point: where, vehicleId: null, sealId: null };
    if (facts.length === 0) return { verdict: { condition: 'gone', entityId: id }, ...around };
    return {
      verdict: {
        condition: 'present',
        severity: 1,
        entityKind: 'unit',
        entityId: id,
        facts,
        happens: false,
      },
      ...around,
    };
  });
}

/** Officers called for help, or were not heard of for longer than they may be silent on the spot: P1. */
export const rule: AlarmRule = {
  kind: 'officer-silent',
  sweep,
  examples: [
    {
      says: 'silent for a second too long',
      verdict: () => sweep(exampleUnitWorld({ silentForMs: 1_000 }))[0]?.verdict,
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'there is time yet for a sign of life',
      verdict: () => sweep(exampleUnitWorld({ silentForMs: -1_000 }))[0]?.verdict,
      expect: { condition: 'gone' },
    },
    {
      says: 'an officer pressed the button',
      verdict: () => sweep(exampleUnitWorld({ silentForMs: -1_000, distress: true }))[0]?.verdict,
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'the task is over',
      verdict: () => sweep(exampleUnitWorld({ silentForMs: 1_000, over: true }))[0]?.verdict,
      expect: { condition: 'gone' },
    },
  ],
};
