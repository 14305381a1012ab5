import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import { isHandOverOpen, sideOf } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { HandOverTalk } from './hand-over-talk.tsx';
import { PrepareHandOver } from './prepare-hand-over.tsx';
import { Reassign } from './reassign.tsx';

/** What this person has to do with hand-overs now: begin one, go through one, or say who takes over. */
export function HandOverDesk({ me }: { me: Principal }) {
  const { shift } = useText();
  const text = shift.handOver;
  const open = useSituation(({ handOvers }) => Object.values(handOvers).filter(isHandOverOpen));
  const mine = open.filter((handOver) => sideOf(handOver, me.accountId) !== null);
  const others = open.filter((handOver) => sideOf(handOver, me.accountId) === null);
  return (
    <section className="hand-over" aria-label={text.title}>
      <h2>{text.title}</h2>
      {mine.map((handOver) => (
        <HandOverTalk key={handOver.id} handOver={handOver} me={me} />
      ))}
      {mine.length > 0 ? null : <PrepareHandOver me={me} />}
      {others.length > 0 ? <h3>{text.othersOpen}</h3> : null}
      {others.map((handOver) => (
        <OtherHandOver key={handOver.id} handOver={handOver} me={me} />
      ))}
    </section>
  );
}

function OtherHandOver({ handOver, me }: { handOver: HandOver; me: Principal }) {
  const { shift } = useText();
  const text = shift.handOver;
  const { outgoing, incoming, items, state } = handOver;
  const ticked = items.filter(({ tickedAtMs }) => tickedAtMs !== null).length;
  const names =
    state === 'lapsed-to-supervisor' && mayDo(me, 'hand-over.reassign', handOver.areas[0] ?? null);
  return (
    <div className="other-hand-over">
      <p>
        {text.between(outgoing.name, incoming.name)} · {wordFor(text.states, state)} ·{' '}
        {text.progress(ticked, items.length)}
      </p>
      {names ? <Reassign handOver={handOver} /> : null}
    </div>
  );
}
