import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleFence, exampleFenceCamera } from '#domain/rule-examples/fence-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

/** A camera without a signal may just be broken. */
const noPicture = 'video-loss';

function judge(sighting: Sighting) {
  const { observation } = sighting;
  if (observation.kind !== 'fence') return null;
  // A camera that was covered is one thing, the fence before it another.
  const isCamera = (sighting.device?.cameraId ?? null) !== null;
  const segment = isCamera ? null : sighting.segment;
  const entityId = segment?.id ?? observation.deviceId;
  if (observation.signal === 'tamper-restore') {
    return sighting.late ? null : { condition: 'gone' as const, entityId };
  }
  if (observation.signal !== 'tamper') return null;
  return {
    condition: 'present' as const,
    severity: observation.code === noPicture ? (3 as const) : (2 as const),
    entityKind: segment ? ('fence' as const) : ('device' as const),
    entityId,
    facts: [{ name: 'code', value: observation.code }],
    happens: true,
  };
}

/** Somebody opened a sensor or the panel itself, or covered a camera: P2. A lost picture: P3. */
export const rule: AlarmRule = {
  kind: 'fence-tampered',
  judge,
  examples: [
    {
      says: 'sensor opened',
      verdict: () => judge(exampleFence('tamper')),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'closed again',
      verdict: () => judge(exampleFence('tamper-restore')),
      expect: { condition: 'gone' },
    },
    {
      says: 'a camera was covered',
      verdict: () => judge(exampleFenceCamera('tamper')),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'a camera has no picture',
      verdict: () => judge(exampleFenceCamera('tamper', noPicture)),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'an intruder is another rule',
      verdict: () => judge(exampleFence('alarm')),
      expect: null,
    },
  ],
};
