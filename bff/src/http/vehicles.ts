import { maySee } from '@ftz/shared/access/policy.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { PositionFix } from '@ftz/shared/contract/position.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { Type } from 'typebox';
import { areasOfVehicle } from '#domain/vehicle-scope.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const Params = Type.Object({ vehicleId: Id });

export function vehicleRoutes(server: HttpServer, deps: HttpDeps): void {
  const liveOf = (vehicleId: string) => deps.world().picture.vehicles.get(vehicleId);

  server.get(
    '/api/vehicles',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'Every vehicle that has reported, with its newest fix',
        response: {
          200: Type.Object({
            vehicles: Type.Array(Type.Object({ vehicle: Vehicle, fix: Nullable(PositionFix) })),
          }),
        },
      },
      config: { access: 'vehicle.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const seen = [...deps.world().picture.vehicles.values()].filter((live) =>
        maySee(principal, 'vehicle.read', areasOfVehicle(live)),
      );
      return { vehicles: seen.map(({ vehicle, fix }) => ({ vehicle, fix })) };
    },
  );

  server.get(
    '/api/vehicles/:vehicleId/track',
    {
      schema: {
        tags: ['vehicles'],
        summary: 'Its last two minutes or more, oldest first',
        params: Params,
        response: { 200: Type.Object({ fixes: Type.Array(PositionFix) }), 404: Refusal },
      },
      config: { access: 'vehicle.read' },
    },
    async (request, reply) => {
      const live = liveOf(request.params.vehicleId);
      const sees = live && maySee(principalOf(request), 'vehicle.read', areasOfVehicle(live));
      if (!sees) return sendRefusal(reply, 'not-found');
      return { fixes: live.trail };
    },
  );
}
