import { mayDo } from '@ftz/shared/access/policy.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform } from '#live/acts.ts';
import { useConnectionState } from '#live/connection.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useKeptAsOfMs } from '#live/kept-picture.ts';

/**
 * Whoever opens the screen that he works on comes on duty by that, once, as soon as the center hears it:
 * who then goes off duty at an open screen stays off until he says otherwise.
 */
export function TakeDuty() {
  const principal = usePrincipal();
  const knows = useHasSituation();
  const isOn = useSituation(({ duty }) => Object.hasOwn(duty, principal?.accountId ?? ''));
  const wants = principal !== null && mayDo(principal, 'duty.begin', null);
  const asked = useRef(false);
  // What a phone remembers says nothing of who is on duty now, and nobody answers without a connection.
  const isRemembered = useKeptAsOfMs() !== null;
  const hears = useConnectionState() === 'live' && !isRemembered;
  useEffect(() => {
    if (!hears || !knows || !wants || asked.current) return;
    asked.current = true;
    if (isOn) return;
    void perform('duty', 'duty.begin', {}, null).then((taken) => {
      // Asked again with the next connection, or with the next word on it.
      if (!taken) asked.current = false;
    });
  }, [hears, knows, wants, isOn]);
  return null;
}
