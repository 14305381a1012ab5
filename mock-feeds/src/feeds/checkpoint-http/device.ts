import type { Journal } from '#feeds/journal.ts';
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
  journal: Journal;
}): LaneDevices {
  const { httpUrl, laneKeys, random, signal, journal } = settings;
  return {
    sendPassage: async (reading) => {
      const key = laneKeys[reading.laneId];
      if (key === undefined) return { accepted: false, why: `lane ${reading.laneId} has no key` };
      const url = `${httpUrl}/devices/lanes/${reading.laneId}/passages`;
      const name = `passage/${reading.laneId}/${reading.eventId}`;
      journal.sent(name);
      const body = encodePassage(reading);
      const outcome = await postUntilAccepted({ url, key, body }, { signal, random });
      if (outcome.accepted) journal.acked(name);
      return outcome;
    },
  };
}
