import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import { isHandOverOpen } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { useState } from 'react';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { HandOverItems } from './hand-over-items.tsx';

/** What was signed, refused or withdrawn, newest first; each can be read again and printed. */
export function HandOverHistory() {
  const { shift } = useText();
  const text = shift.handOver;
  const past = useSituation(({ handOvers }) =>
    Object.values(handOvers)
      .filter((handOver) => !isHandOverOpen(handOver))
      .sort((a, b) => (b.finishedAtMs ?? 0) - (a.finishedAtMs ?? 0)),
  );
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <section className="hand-over-history" aria-label={text.history}>
      <h2>{text.history}</h2>
      {past.length === 0 ? <p className="none">{text.historyNone}</p> : null}
      {past.map((handOver) => (
        <PastHandOver
          key={handOver.id}
          handOver={handOver}
          open={handOver.id === openId}
          onToggle={() => setOpenId(handOver.id === openId ? null : handOver.id)}
        />
      ))}
    </section>
  );
}

type Props = { handOver: HandOver; open: boolean; onToggle: () => void };

function PastHandOver({ handOver, open, onToggle }: Props) {
  const { shift } = useText();
  const text = shift.handOver;
  const { outgoing, incoming, finishedAtMs, state, reason } = handOver;
  const at = finishedAtMs ?? handOver.startedAtMs;
  return (
    <article className={open ? 'past open' : 'past'}>
      <button type="button" className="past-line" aria-expanded={open} onClick={onToggle}>
        <span className="num">
          {zoneDate(at)} {zoneMinute(at)}
        </span>
        <span>{text.between(outgoing.name, incoming.name)}</span>
        <span>
          {wordFor(text.states, state)}
          {reason ? ` · ${reason}` : null}
        </span>
      </button>
      {open ? (
        <>
          <p className="signatures">
            {[outgoing, incoming].map(({ accountId, name, signedAtMs }) => (
              <span key={accountId}>
                {signedAtMs === null
                  ? text.unsigned(name)
                  : text.signed(name, zoneMinute(signedAtMs))}
              </span>
            ))}
            <span>{text.moved(handOver.movedIncidentIds.length)}</span>
          </p>
          <HandOverItems items={handOver.items} showTicks asOfMs={finishedAtMs} />
          <button type="button" className="button" onClick={() => print()}>
            {text.print}
          </button>
        </>
      ) : null}
    </article>
  );
}
