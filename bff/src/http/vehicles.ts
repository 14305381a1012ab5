import { maySee } from '@ftz/shared/access/policy.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { PositionFix } from '@ftz/shared/contract/position.ts';
import { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { Type } from 'typebox';
import { areasOfVehicle } from '#domain/vehicle-scope.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

export function vehicleRoutes(server: HttpServer, deps: HttpDeps): void {
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
}
