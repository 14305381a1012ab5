import type { PlatformCamera } from '#domain/video-platforms.ts';

/** How a registered platform is reached. */
export type Line = {
  transport: 'UDP' | 'TCP';
  /** `address:port`; behind a translator the port may change, the address proves nothing either. */
  remote: string;
  send: (bytes: Uint8Array) => void;
};

/** A platform that has proved who it is, until its registration runs out. */
export type Platform = {
  deviceId: string;
  line: Line;
  expiresAtMs: number;
  /** Its cameras by channel, as it said in full last. */
  catalog: ReadonlyMap<string, PlatformCamera>;
  /** What it says of itself: vendor, model, firmware. */
  info: Readonly<Record<string, string>>;
};

/** Parts of a catalog that is still coming, by the query's number. */
type Gathering = { sn: string; sum: number; items: Map<string, PlatformCamera> };

export type Platforms = {
  register: (deviceId: string, line: Line, expiresAtMs: number) => Platform;
  forget: (deviceId: string) => void;
  /** Null when it never registered, or long ago. */
  find: (deviceId: string, nowMs: number) => Platform | null;
  /** Takes a part; the catalog changes when all parts have come. */
  takeCatalog: (
    deviceId: string,
    sn: string,
    sum: number,
    items: readonly PlatformCamera[],
  ) => void;
  noteInfo: (deviceId: string, info: Record<string, string>) => void;
  all: (nowMs: number) => Platform[];
};

const mostChannels = 5_000;

/** Only platforms of the register get here, so their number is bounded by it. */
export function createPlatforms(): Platforms {
  const known = new Map<string, Platform>();
  const gatherings = new Map<string, Gathering>();

  const change = (deviceId: string, change: Partial<Platform>) => {
    const platform = known.get(deviceId);
    if (platform) known.set(deviceId, { ...platform, ...change });
  };
  return {
    register: (deviceId, line, expiresAtMs) => {
      const before = known.get(deviceId);
      const { catalog = new Map(), info = {} } = before ?? {};
      const platform: Platform = { deviceId, line, expiresAtMs, catalog, info };
      known.set(deviceId, platform);
      return platform;
    },
    forget: (deviceId) => {
      known.delete(deviceId);
      gatherings.delete(deviceId);
    },
    find: (deviceId, nowMs) => {
      const platform = known.get(deviceId);
      return platform && platform.expiresAtMs > nowMs ? platform : null;
    },
    takeCatalog: (deviceId, sn, sum, items) => {
      const before = gatherings.get(deviceId);
      const gathering = before?.sn === sn ? before : { sn, sum, items: new Map() };
      gatherings.set(deviceId, gathering);
      for (const item of items) {
        if (gathering.items.size < mostChannels) gathering.items.set(item.channelId, item);
      }
      if (gathering.items.size < Math.min(sum, mostChannels)) return;
      gatherings.delete(deviceId);
      change(deviceId, { catalog: gathering.items });
    },
    // Two answers tell it, of a bounded number of words: what the platform is, and how it is.
    noteInfo: (deviceId, info) =>
      change(deviceId, { info: { ...known.get(deviceId)?.info, ...info } }),
    all: (nowMs) => [...known.values()].filter(({ expiresAtMs }) => expiresAtMs > nowMs),
  };
}
