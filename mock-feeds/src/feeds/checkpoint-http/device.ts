import { type PostOutcome, postUntilAccepted } from '#feeds/post-until-accepted.ts';
import type { LaneReading } from '#sim/lane.ts';
import type { Random } from '#sim/random.ts';
import { encodePassage } from './encode.ts';

/** All lanes of the zone, each with its own key. */
export type LaneDevices = { sendPassage: (reading: LaneReading) => Promise<PostOutcome> };

export function startLanes(settings: {
  httpUrl: string;
  laneKeys: Readonly<Record<string, string>>;
  random: Random;
  signal: AbortSignal;
}): LaneDevices {
  const { httpUrl, laneKeys, random, signal } = settings;
  return {
    sendPassage: async (reading) => {
      const key = laneKeys[reading.laneId];
      if (key === undefined) return { accepted: false, why: `lane ${reading.laneId} has no key` };
      const url = `${httpUrl}/devices/lanes/${reading.laneId}/passages`;
      return postUntilAccepted({ url, key, body: encodePassage(reading) }, { signal, random });
    },
  };
}
