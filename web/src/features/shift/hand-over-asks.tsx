import { mayDo } from '@ftz/shared/access/policy.ts';
import { isHandOverOpen } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { Link } from 'wouter';
import { usePrincipal } from '#api/session.ts';
import { clockAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';

/** A colleague wants to hand over to this desk; or one was not relieved, and this is a supervisor's. */
export function HandOverAsks() {
  const { shift, asks } = useText();
  const text = shift.handOver;
  const principal = usePrincipal();
  const nowMs = useNow();
  const open = useSituation(({ handOvers }) => Object.values(handOvers).filter(isHandOverOpen));
  return open.map(({ id, areas, outgoing, incoming, state, lapsesAtMs }) => {
    const lapsed = state === 'lapsed-to-supervisor';
    const isMine = !lapsed && incoming.accountId === principal?.accountId;
    const supervises =
      lapsed && principal !== null && mayDo(principal, 'hand-over.reassign', areas[0] ?? null);
    if (!isMine && !supervises) return null;
    return (
      <AskLine
        key={id}
        title={text.askTitle}
        timeLeft={lapsed ? null : asks.left(clockAge(lapsesAtMs - nowMs))}
        overdue={lapsed}
        acts={
          <Link href="/shift" className="button">
            {text.open} <kbd>H</kbd>
          </Link>
        }
      >
        {lapsed ? text.askLapsed(outgoing.name, incoming.name) : text.ask(outgoing.name)}
      </AskLine>
    );
  });
}
