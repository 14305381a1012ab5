import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { shouldSound, shouldSoundOfStall } from '@ftz/shared/state/should-sound.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useDeskFlood } from '#desk/flood-watch.ts';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { serverNow } from '#live/server-clock.ts';
import { useStall } from '#live/stall-store.ts';
import { playTone } from './alarm-tone.ts';
import { dueTone, type LoudLevel } from './due-tone.ts';

const lookEveryMs = 500;
/** A page that shows what was, or a center that keeps nothing, calls no more often than a high alarm does. */
const blindEveryMs = 30_000;

/** Calls for whatever this place has to hear, as long as it is audible. */
export function useTones(audible: boolean): void {
  const alarms = useSituation(announcedAlarms);
  const duty = useSituation((situation) => situation.duty);
  const principal = usePrincipal();
  const { flood } = useDeskFlood();
  const last = useRef<Partial<Record<LoudLevel, number>>>({});
  useEffect(() => {
    if (!audible || principal === null) return;
    const call = () => {
      const calling = callingOf(alarms, { ...principal, flood }, duty);
      const severity = dueTone(calling, last.current, Date.now());
      if (severity === null) return;
      last.current[severity] = Date.now();
      playTone(severity);
    };
    call();
    const timer = setInterval(call, lookEveryMs);
    return () => clearInterval(timer);
  }, [audible, alarms, duty, principal, flood]);
  useBlindTone(audible);
}

function callingOf(
  alarms: ReturnType<typeof announcedAlarms>,
  listener: Principal & { flood: boolean },
  duty: Situation['duty'],
) {
  const nowMs = serverNow();
  return alarms.filter((alarm) => shouldSound(alarm, listener, duty, nowMs));
}

/** That this page hears nothing, or that the center records nothing, is one sound: nobody sees what happens. */
function useBlindTone(audible: boolean): void {
  const blind = useIsBlind();
  const stall = useStall();
  const duty = useSituation((situation) => situation.duty);
  const principal = usePrincipal();
  const lastMs = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (!audible || !(blind || stall)) return;
    const calls = () =>
      blind || (stall && principal && shouldSoundOfStall(stall, principal, duty, serverNow()));
    const call = () => {
      if (!calls() || Date.now() - lastMs.current < blindEveryMs) return;
      lastMs.current = Date.now();
      playTone('blind');
    };
    call();
    const timer = setInterval(call, lookEveryMs);
    return () => clearInterval(timer);
  }, [audible, blind, stall, duty, principal]);
}
