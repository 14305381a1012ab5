import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Stall } from '@ftz/shared/state/should-sound.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { emitStallKnown } from '#live/socket.ts';
import { useText } from '#text/text.ts';

const answerWithinMs = 3_000;

/**
 * The center lives but cannot write: what is shown is true, and nothing that happens is kept. It sounds until
 * somebody says that he knows of it.
 */
export function StalledBand({ stall, at }: { stall: Stall; at: 'desk' | 'wall' | 'hand' }) {
  const { shell: text, alarm } = useText();
  const principal = usePrincipal();
  const mayKnow = principal !== null && mayDo(principal, 'stall.acknowledge', null);
  return (
    <div className="connection-band stalled" role="alert" data-state="stalled">
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <path d="M5 3 h13 l3 3 v17 h-16 z M9 3 v6 h7 v-6 M9 23 v-8 h8 v8" />
        <path className="bar" d="M2 24 L24 2" />
      </svg>
      <span className="num">
        <b>{text.stalled(zoneTime(stall.sinceMs))}</b> · {text.stalledMeans}
      </span>
      {stall.knownTo === null ? null : (
        <span data-known="yes">{alarm.acknowledged(stall.knownTo)}</span>
      )}
      {stall.knownTo === null && mayKnow && at !== 'wall' ? <KnowIt /> : null}
    </div>
  );
}

/** The next beat says whether it was heard; whoever got no answer presses again. */
function KnowIt() {
  const { alarm } = useText();
  const [isAsking, setIsAsking] = useState(false);
  const say = () => {
    setIsAsking(true);
    emitStallKnown(answerWithinMs)
      .catch(() => undefined)
      .finally(() => setIsAsking(false));
  };
  return (
    <button className="button primary" type="button" disabled={isAsking} onClick={say}>
      {alarm.acknowledge}
    </button>
  );
}
