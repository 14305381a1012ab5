import type { CameraMotion, SteeringTurn } from '@ftz/shared/contract/steering.ts';
import { type Answer, request } from './request.ts';
import { useAskedNow } from './use-asked-now.ts';

const lookEveryMs = 1_000;

const addressOf = (cameraId: string) => `/api/cameras/${encodeURIComponent(cameraId)}/steering`;

/** Turns a camera. A move has to be said again within a second, or the house stops it. */
export function steerCamera(cameraId: string, motion: CameraMotion): Promise<Answer<SteeringTurn>> {
  return request<SteeringTurn>('POST', addressOf(cameraId), motion);
}

async function steererOf(cameraId: string): Promise<SteeringTurn['by']> {
  const reply = await request<SteeringTurn>('GET', addressOf(cameraId));
  return reply.ok ? reply.value.by : null;
}

/** Who turns this camera now, asked each second; null: nobody, or nobody can say. */
export function useSteeredBy(cameraId: string): SteeringTurn['by'] {
  return useAskedNow(steererOf, cameraId, true, lookEveryMs);
}
