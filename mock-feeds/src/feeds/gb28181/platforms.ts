import type { SimulatedKind } from '#feeds/simulated-kind.ts';
import { startVideoPlatform } from './device.ts';
import type { CatalogCamera } from './encode.ts';

const camera = (channelId: string, name: string, online = true): CatalogCamera => ({
  channelId,
  name,
  online,
});

/** Two platforms as the register knows them, one over each transport; some of their cameras are ours. */
export const simulatedPlatforms = [
  {
    platformId: '31011500002000000011',
    transport: 'UDP',
    cameras: [
      camera('31011500001320000017', '洋山码头前沿'),
      camera('31011500001320000014', '小洋山堆场高点'),
      camera('31011500001320000018', '洋山检修通道'),
      camera('31011500001320000019', '洋山备用球机', false),
      camera('31011500001320000020', '洋山引桥'),
    ],
  },
  {
    platformId: '31011500002000000012',
    transport: 'TCP',
    cameras: [
      camera('31011500001320000108', '机场货运道口'),
      camera('31011500001320000109', '机场查验场地'),
    ],
  },
] as const;

/** The centre's own number, as a technician would have entered it into the platforms. */
export const simulatedCentreId = '31011500002000000001';

export const startVideoPlatforms: SimulatedKind = async ({ plan, randomOf }) => {
  const { host, ports, deviceKeys } = plan;
  if (ports.gb28181 === 0) return { online: Promise.resolve(), close: async () => {} };
  const running = simulatedPlatforms.map((platform) =>
    startVideoPlatform({
      ...platform,
      host,
      port: ports.gb28181,
      centreId: simulatedCentreId,
      key: deviceKeys[`gb28181/${platform.platformId}`] ?? '',
      random: randomOf(`platform ${platform.platformId}`),
    }),
  );
  return {
    online: Promise.all(running.map(({ online }) => online)).then(() => undefined),
    close: async () => {
      for (const platform of running) platform.close();
    },
  };
};
