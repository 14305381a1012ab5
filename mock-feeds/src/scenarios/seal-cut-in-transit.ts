import type { Story } from '#sim/story.ts';
import { storyPath } from '#world/story-path.ts';

/**
 * A sealed container on its way from Yangshan to Waigaoqiao. 385 m before gate 1 the truck leaves its
 * corridor, halts behind the fence, and its rope is cut; somebody is at the fence, and the gate reads
 * a broken seal. Seconds count from the cue, which at the start is when everything is connected.
 *
 *   1 s  leaves the road           (500 m off its corridor at about 27 s)
 *  30 s  stands, 140 m from fence 05, for more than 20 s
 *  88 s  lane WGQ-G1-L1 reads truck, container and a broken seal
 */
export const sealCutInTransit: Story = {
  vehicle: 1,
  driving: { cruiseKph: 80, speedUp: 2.2, brake: 2.6 },
  firstTrip: { fromGateId: 'YSP-L2', toGateId: 'WGQ-G1' },
  // Home, a new rope, and out again: the story comes back about every ten minutes.
  round: { trip: { fromGateId: 'WGQ-G3', toGateId: 'WGQ-G1' }, restMs: 30_000 },
  cueM: 385,
  acts: [
    { atS: 1, act: 'leave-the-road', path: storyPath('off-the-road') },
    { atS: 40, act: 'cut-the-rope' },
    { atS: 46, act: 'fence', account: '1001', zone: 5, code: 'BA' },
    { atS: 53, act: 'drive-to-gate', path: storyPath('back-to-gate') },
    { atS: 106, act: 'fence', account: '1001', zone: 5, code: 'BR' },
  ],
};
