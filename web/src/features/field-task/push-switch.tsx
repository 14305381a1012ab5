import { useEffect } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useConnectionState } from '#live/connection.ts';
import {
  lookAtPush,
  type PushState,
  turnPushOff,
  turnPushOn,
  usePushState,
} from '#live/phone-push.ts';
import { keepPushWords } from '#live/push-words.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './push-switch.css';

/** Whether this phone is rung with its page closed; shown where `told`, kept in step in any case. */
export function PushSwitch({ told }: { told: boolean }) {
  const { push: text } = useText();
  const push = usePushState();
  const accountId = usePrincipal()?.accountId ?? null;
  usePushInStep(accountId);
  if (!told || accountId === null) return null;
  const isOn = push.is === 'on';
  const canTurn = isOn || push.is === 'off' || push.is === 'refused';
  return (
    <>
      {canTurn ? (
        <button
          type="button"
          role="switch"
          aria-checked={isOn}
          className="button push-switch"
          onClick={() => void (isOn ? turnPushOff() : turnPushOn(accountId))}
        >
          {text.label}
          <span className="knob" aria-hidden="true" />
        </button>
      ) : null}
      <p data-push={push.is} aria-live="polite">
        {sentenceOf(push, text)}
      </p>
      {push.is === 'refused' ? <RefusalLine refusal={push.refusal} /> : null}
    </>
  );
}

type Words = ReturnType<typeof useText>['push'];

function sentenceOf(push: PushState, text: Words): string | null {
  if (push.is === 'refused') return null;
  return push.is === 'impossible' ? wordFor(text.impossible, push.why) : text[push.is];
}

/** Looked at whenever the center can be asked anew, and when the person comes back from the browser's settings. */
function usePushInStep(accountId: string | null): void {
  const isLive = useConnectionState() === 'live';
  const { push: text, task } = useText();
  useEffect(() => {
    if (accountId === null || !isLive) return;
    const look = () => {
      if (document.visibilityState === 'visible') void lookAtPush(accountId);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [accountId, isLive]);
  useEffect(() => {
    keepPushWords({ reasons: text.reasons, kinds: task.kinds }).catch(() => undefined);
  }, [text, task]);
}
