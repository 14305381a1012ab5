import { mayDo, maySee } from '@ftz/shared/access/policy.ts';
import { DeviceHealth, GatewayName, UnknownDevice } from '@ftz/shared/contract/device.ts';
import { areaIds, Millis } from '@ftz/shared/contract/ids.ts';
import { Type } from 'typebox';
import { healthOf } from '#domain/live-picture.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const BadFrame = Type.Object({
  gateway: GatewayName,
  atMs: Millis,
  peer: Type.String(),
  reason: Type.String(),
  length: Type.Integer(),
  hex: Type.String(),
});

/** The technician's list: who is heard, who is a stranger, what nobody understood. */
export function deviceListRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/devices',
    {
      schema: {
        tags: ['devices'],
        summary: 'Health of every device heard, devices in no registry, newest bad frames',
        response: {
          200: Type.Object({
            devices: Type.Array(DeviceHealth),
            unknown: Type.Array(UnknownDevice),
            badFrames: Type.Array(BadFrame),
          }),
        },
      },
      config: { access: 'device.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const { picture, situation } = deps.world();
      const devices = [...picture.devices.values()]
        .filter(({ area }) => maySee(principal, 'device.read', area === null ? [] : [area]))
        .map(healthOf);
      // Strangers and bad frames lie in no area, and may speak of any: not for one area's people.
      const seesWholeZone = areaIds.every((area) => mayDo(principal, 'device.read', area));
      if (!seesWholeZone) return { devices, unknown: [], badFrames: [] };
      const frames = await deps.badFrames.recent(100);
      const badFrames = frames.map(({ bytes, ...frame }) => ({
        ...frame,
        hex: Buffer.from(bytes).toString('hex'),
      }));
      return { devices, unknown: Object.values(situation.unknownDevices), badFrames };
    },
  );
}
