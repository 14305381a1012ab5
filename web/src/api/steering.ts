import type { CameraMotion, SteeringTurn } from '@ftz/shared/contract/steering.ts';
import { useEffect, useState } from 'react';
import { type Answer, request } from './request.ts';

const lookEveryMs = 1_000;

const addressOf = (cameraId: string) => `/api/cameras/${encodeURIComponent(cameraId)}/steering`;

/** Turns a camera. A move has to be said again within a second, or the house stops it. */
export function steerCamera(cameraId: string, motion: CameraMotion): Promise<Answer<SteeringTurn>> {
  return request<SteeringTurn>('POST', addressOf(cameraId), motion);
}

/** Who turns this camera now, asked each second; null: nobody, or nobody can say. */
export function useSteeredBy(cameraId: string): SteeringTurn['by'] {
  const [by, setBy] = useState<SteeringTurn['by']>(null);
  useEffect(() => {
    let isGone = false;
    const ask = async () => {
      const reply = await request<SteeringTurn>('GET', addressOf(cameraId));
      if (!isGone) setBy(reply.ok ? reply.value.by : null);
    };
    void ask();
    const timer = setInterval(() => void ask(), lookEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [cameraId]);
  return by;
}
