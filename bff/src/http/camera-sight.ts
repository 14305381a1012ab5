import { seesCameraAsGuest } from '@ftz/shared/access/guest-sight.ts';
import type { FastifyRequest } from 'fastify';
import { areasOfCamera } from '#domain/camera-directory.ts';
import type { HttpDeps } from './http-deps.ts';

/** The camera that an address names, before the request is known to be well-formed. */
export const cameraIdOf = (request: FastifyRequest): string =>
  (request.params as { cameraId: string }).cameraId;

/** Of which areas that camera is; null: there is none. */
export const areasOfAddress =
  ({ world }: Pick<HttpDeps, 'world'>) =>
  (request: FastifyRequest) =>
    areasOfCamera(world(), cameraIdOf(request));

/** Who may look through it now: people of its areas, and guests of an incident that it belongs to. */
export const cameraSight = (deps: Pick<HttpDeps, 'world' | 'clock'>) => ({
  access: 'camera.view' as const,
  areas: areasOfAddress(deps),
  asGuest: (request: FastifyRequest, accountId: string) =>
    seesCameraAsGuest(deps.world().situation, accountId, cameraIdOf(request), deps.clock.nowMs()),
});
