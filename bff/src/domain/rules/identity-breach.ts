import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleBreach, exampleFence } from '#domain/rule-examples/fence-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

const longestFact = 120;

function judge({ observation }: Sighting) {
  if (observation.kind !== 'breach') return null;
  const { breach, peer, detail, gateway, deviceId } = observation;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    entityKind: 'device' as const,
    entityId: `${gateway}/${deviceId}`.slice(0, 64),
    facts: [
      { name: 'breach', value: breach },
      { name: 'peer', value: peer.slice(0, longestFact) },
      ...(detail === '' ? [] : [{ name: 'detail', value: detail.slice(0, longestFact) }]),
    ],
    happens: true,
  };
}

/** Somebody speaks with the name of a device and is not it: P2, one alarm per device. */
export const rule: AlarmRule = {
  kind: 'identity-breach',
  judge,
  examples: [
    {
      says: 'a panel that speaks from another address',
      verdict: () => judge(exampleBreach('address-changed')),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'a report that proves nothing',
      verdict: () => judge(exampleFence('alarm')),
      expect: null,
    },
  ],
};
