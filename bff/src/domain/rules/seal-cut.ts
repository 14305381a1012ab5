import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation, journey } = sighting;
  if (observation.kind !== 'seal') return null;
  const happens = observation.events.includes('cut');
  if (observation.state.rope === 'intact' && !happens) {
    return sighting.late ? null : { condition: 'gone' as const, entityId: observation.deviceId };
  }
  return {
    condition: 'present' as const,
    severity: journey ? (1 as const) : (2 as const),
    entityKind: 'seal' as const,
    entityId: observation.deviceId,
    facts: [
      { name: 'rope', value: observation.state.rope },
      { name: 'sealed', value: observation.state.sealed ? 'yes' : 'no' },
      { name: 'battery-pct', value: String(Math.round(observation.batteryPct)) },
    ],
    happens,
  };
}

/** The rope of an electronic seal is cut: P1 in transit, P2 anywhere else. */
export const rule: AlarmRule = {
  kind: 'seal-cut',
  judge,
  examples: [
    {
      says: 'cut on the road',
      verdict: () =>
        judge(
          exampleSeal(
            { state: { rope: 'cut', sealed: false }, events: ['cut'] },
            { journey: exampleJourney },
          ),
        ),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'still cut in the next telemetry: it lasts',
      verdict: () =>
        judge(exampleSeal({ state: { rope: 'cut', sealed: false } }, { journey: exampleJourney })),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'cut in the depot',
      verdict: () => judge(exampleSeal({ state: { rope: 'cut', sealed: false }, events: ['cut'] })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'an intact rope ends it',
      verdict: () => judge(exampleSeal({})),
      expect: { condition: 'gone' },
    },
    {
      says: 'a cut that was buffered while the seal was offline is still an alarm',
      verdict: () =>
        judge(
          exampleSeal(
            { state: { rope: 'cut', sealed: false }, events: ['cut'] },
            { journey: exampleJourney, late: true },
          ),
        ),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'a truck says nothing about ropes',
      verdict: () => judge(exampleSighting({})),
      expect: null,
    },
  ],
};
