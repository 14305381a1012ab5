/** A video platform that is registered now, and the cameras of its newest whole catalog. */
export type VideoPlatformReport = {
  platformId: string;
  transport: 'UDP' | 'TCP';
  /** What it says of itself: vendor, model, firmware. */
  info: Readonly<Record<string, string>>;
  cameras: readonly PlatformCamera[];
};

export type PlatformCamera = {
  channelId: string;
  name: string;
  parentId: string | null;
  online: boolean;
};

/** Empty while no gateway runs. */
export type VideoPlatformList = () => VideoPlatformReport[];
