import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import type { VideoPlatformList } from '#domain/video-platforms.ts';
import { callLive, type LiveAnswer, type MediaTarget, type Self } from './live-call.ts';
import type { Platform, Platforms } from './platforms.ts';
import { sendMessage } from './send-message.ts';
import { steerChannel } from './steer-channel.ts';
import type { Transactions } from './transactions.ts';
import { queryBody } from './write-sip.ts';

/** What the house may ask of the platforms while the gateway runs. */
export type VideoPlatforms = {
  list: VideoPlatformList;
  requestLive: (platformId: string, channelId: string, target: MediaTarget) => Promise<LiveAnswer>;
};

type Asking = VideoPlatforms & {
  /** Asks for the cameras and for what the platform is; what it answers comes as messages of its own. */
  query: (platform: Platform) => void;
  steer: (channelId: string, motion: CameraMotion) => Promise<void>;
};

export function askPlatforms(
  self: Self,
  platforms: Platforms,
  transactions: Transactions,
  nowMs: () => number,
): Asking {
  let sn = 0;
  const talkTo = (platform: Platform) => ({ self, transactions, platform });
  return {
    query: (platform) => {
      for (const cmdType of ['Catalog', 'DeviceInfo', 'DeviceStatus']) {
        sn += 1;
        const body = queryBody(cmdType, sn, platform.deviceId);
        void sendMessage(talkTo(platform), platform.deviceId, body);
      }
    },
    list: () =>
      platforms.all(nowMs()).map(({ deviceId, line, info, catalog }) => ({
        platformId: deviceId,
        transport: line.transport,
        info,
        cameras: [...catalog.values()],
      })),
    requestLive: async (platformId, channelId, target) => {
      const platform = platforms.find(platformId, nowMs());
      if (platform === null) return { ok: false, status: null };
      return callLive(talkTo(platform), channelId, target);
    },
    steer: async (channelId, motion) => {
      const platform = platforms
        .all(nowMs())
        .find(({ deviceId, catalog }) => deviceId === channelId || catalog.has(channelId));
      if (!platform) throw new Error('no platform that is here has this camera');
      sn += 1;
      return steerChannel(talkTo(platform), channelId, { sn, motion });
    },
  };
}
