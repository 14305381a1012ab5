import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { useEffect, useMemo, useState } from 'react';
import { steerCamera } from '#api/steering.ts';
import { createSteeringHand, type SteeringHand } from './steering-hand.ts';

/** A hand on one camera, and why the house did not take its last word. */
export function useSteeringHand(cameraId: string): [SteeringHand, Refusal | null] {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const hand = useMemo(
    () =>
      createSteeringHand(async (motion) => {
        const reply = await steerCamera(cameraId, motion);
        setRefusal(reply.ok ? null : reply.refusal);
        return reply.ok;
      }),
    [cameraId],
  );
  useEffect(() => {
    // A window that lost the focus hears of no key that is let go of.
    const away = () => hand.letGo();
    window.addEventListener('blur', away);
    document.addEventListener('visibilitychange', away);
    return () => {
      window.removeEventListener('blur', away);
      document.removeEventListener('visibilitychange', away);
      hand.letGo();
    };
  }, [hand]);
  return [hand, refusal];
}
