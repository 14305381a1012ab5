import { mayDo } from '@ftz/shared/access/policy.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform } from '#live/acts.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';

/**
 * Whoever opens the screen that he works on comes on duty by that, once: who then goes off duty at an
 * open screen stays off until he says otherwise.
 */
export function TakeDuty() {
  const principal = usePrincipal();
  const knows = useHasSituation();
  const isOn = useSituation(({ duty }) => Object.hasOwn(duty, principal?.accountId ?? ''));
  const wants = principal !== null && mayDo(principal, 'duty.begin', null);
  const asked = useRef(false);
  useEffect(() => {
    if (!knows || !wants || asked.current) return;
    asked.current = true;
    if (!isOn) void perform('duty', 'duty.begin', {}, null);
  }, [knows, wants, isOn]);
  return null;
}
