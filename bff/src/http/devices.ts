import { mayDo, maySee } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { DeviceLine, GatewayName, UnknownDevice } from '@ftz/shared/contract/device.ts';
import { GatewayState, ReadFrame } from '@ftz/shared/contract/gateway.ts';
import { AreaId, areaIds, Id, Millis } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Type } from 'typebox';
import { listDevices } from '#domain/device-list.ts';
import { recordingNow } from '#domain/recordings.ts';
import { principalOf, sendRefusal } from './authorize.ts';
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

const DeviceQuery = Type.Object({
  search: Type.Optional(Type.String({ maxLength: 64 })),
  gateway: Type.Optional(GatewayName),
  area: Type.Optional(AreaId),
  state: Type.Optional(Type.Enum(['abnormal', 'alive', 'lost', 'never-seen'])),
  most: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
});

const count = Type.Integer({ minimum: 0 });

/** The technician's list: who is heard, who is a stranger, what nobody understood. */
export function deviceListRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/devices',
    {
      schema: {
        tags: ['devices'],
        summary: 'Devices with their health, the worst first; strangers; newest bad frames',
        querystring: DeviceQuery,
        response: {
          200: Type.Object({
            devices: Type.Array(DeviceLine),
            counts: Type.Object({ alive: count, known: count, matching: count }),
            unknown: Type.Array(UnknownDevice),
            badFrames: Type.Array(BadFrame),
          }),
        },
      },
      config: { access: 'device.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const sees = (area: AreaId | null) =>
        maySee(principal, 'device.read', area === null ? [] : [area]);
      const world = deps.world();
      const { most = 500, ...query } = request.query;
      const page = listDevices(world, sees, { ...query, most }, (cameraId) =>
        recordingNow(deps.recordings.stateOf(cameraId)),
      );
      // Strangers and bad frames lie in no area, and may speak of any: not for one area's people.
      if (!seesWholeZone(principal)) {
        const devices = page.devices.map((line) => ({ ...line, address: null }));
        return { ...page, devices, unknown: [], badFrames: [] };
      }
      const frames = await deps.badFrames.recent(100);
      const badFrames = frames.map(({ bytes, ...frame }) => ({
        ...frame,
        hex: Buffer.from(bytes).toString('hex'),
      }));
      return { ...page, unknown: Object.values(world.situation.unknownDevices), badFrames };
    },
  );
  gatewayRoutes(server, deps);
}

/** The doors themselves, and the last bytes that came in by one. */
function gatewayRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/gateways',
    {
      schema: {
        tags: ['devices'],
        summary: 'Every gateway: state, connections, rate, refusals by reason',
        response: { 200: Type.Object({ gateways: Type.Array(GatewayState) }) },
      },
      config: { access: 'device.read' },
    },
    async () => ({ gateways: deps.gateways() }),
  );

  server.get(
    '/api/devices/frames',
    {
      schema: {
        tags: ['devices'],
        summary: 'The last raw frames of a gateway, or of one device, beside what they mean',
        querystring: Type.Object({ gateway: GatewayName, deviceId: Type.Optional(Id) }),
        response: { 200: Type.Object({ frames: Type.Array(ReadFrame) }), 404: Refusal },
      },
      config: { access: 'device.read' },
    },
    async (request, reply) => {
      // They name trucks, people and places of any area.
      if (!seesWholeZone(principalOf(request))) return sendRefusal(reply, 'not-found');
      const { gateway, deviceId = null } = request.query;
      return { frames: deps.rawFrames({ gateway, deviceId, most: 60 }) };
    },
  );
}

function seesWholeZone(principal: Principal): boolean {
  return areaIds.every((area) => mayDo(principal, 'device.read', area));
}
