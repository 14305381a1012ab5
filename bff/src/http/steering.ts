import { Id } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { CameraMotion, SteeringTurn } from '@ftz/shared/contract/steering.ts';
import { Type } from 'typebox';
import { principalOf } from './authorize.ts';
import { areasOfAddress } from './camera-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const Params = Type.Object({ cameraId: Id });

/** A camera in somebody's hand. Who asks again and again holds it; who stops asking has let go. */
export function steeringRoutes(server: HttpServer, deps: HttpDeps): void {
  const areas = areasOfAddress(deps);
  const turnFor = (cameraId: string, accountId: string) => {
    const turn = deps.steering.turnOf(cameraId);
    return { by: turn && { name: turn.name, isMe: turn.accountId === accountId } };
  };

  server.get(
    '/api/cameras/:cameraId/steering',
    {
      schema: {
        tags: ['cameras'],
        summary: 'Who turns this camera now',
        params: Params,
        response: { 200: SteeringTurn, 404: Refusal },
      },
      config: { access: 'camera.view', areas },
    },
    async (request) => turnFor(request.params.cameraId, principalOf(request).accountId),
  );
  server.post(
    '/api/cameras/:cameraId/steering',
    {
      schema: {
        tags: ['cameras'],
        summary: 'Turn it: a move ends a second after it was said last; a look that leaves a trace',
        params: Params,
        body: CameraMotion,
        response: { 200: SteeringTurn, 404: Refusal, 409: Refusal },
      },
      config: { access: 'camera.steer', areas },
    },
    async (request, reply) => {
      const { cameraId } = request.params;
      const principal = principalOf(request);
      const refusal = await deps.steering.steer(cameraId, request.body, principal);
      if (refusal) return reply.code(409).send(refusal);
      deps.noteViewing(principal, {
        viewing: { what: 'steering', id: cameraId, incidentId: null, piece: null },
        areas: areas(request) ?? [],
      });
      return turnFor(cameraId, principal.accountId);
    },
  );
}
