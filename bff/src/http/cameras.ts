import { seesCameraAsGuest } from '@ftz/shared/access/guest-sight.ts';
import { mayDo } from '@ftz/shared/access/policy.ts';
import { CameraEntry, CameraTrouble } from '@ftz/shared/contract/camera.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { Type } from 'typebox';
import { cameraEntry } from '#domain/camera-directory.ts';
import { recordingNow } from '#domain/recordings.ts';
import { principalOf } from './authorize.ts';
import { cameraSight } from './camera-sight.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** Which cameras there are, and how they are. */
export function cameraRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/cameras',
    {
      schema: {
        tags: ['cameras'],
        summary:
          'Cameras of my areas: where they stand, what they see, how they are, whether they are recorded',
        response: { 200: Type.Object({ cameras: Type.Array(CameraEntry) }) },
      },
      config: { access: 'camera.view' },
    },
    async (request) => {
      const world = deps.world();
      const principal = principalOf(request);
      const mine = world.registry.site.cameras.filter(
        ({ id, area }) =>
          mayDo(principal, 'camera.view', area) ||
          seesCameraAsGuest(world.situation, principal.accountId, id, deps.clock.nowMs()),
      );
      const entries = mine.map((camera) =>
        cameraEntry(camera, world, {
          trouble: deps.cameras.troubleOf(camera.id),
          recording: recordingNow(deps.recordings.stateOf(camera.id)),
        }),
      );
      return { cameras: entries };
    },
  );
  server.get(
    '/api/cameras/:cameraId/trouble',
    {
      schema: {
        tags: ['cameras'],
        summary: 'What has to be mended before this camera can show anything',
        params: Type.Object({ cameraId: Id }),
        response: { 200: Type.Object({ trouble: Nullable(CameraTrouble) }), 404: Refusal },
      },
      config: cameraSight(deps),
    },
    async (request) => ({ trouble: deps.cameras.troubleOf(request.params.cameraId) }),
  );
}
