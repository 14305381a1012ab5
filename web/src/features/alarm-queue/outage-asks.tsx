import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Outage } from '@ftz/shared/contract/outage.ts';
import { usePrincipal } from '#api/session.ts';
import { clockAge } from '#lib/age.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** An outage that waits for its second person, or for the word of the day that it is still needed. */
export function OutageAsks() {
  const principal = usePrincipal();
  const outages = useSituation((situation) => Object.values(situation.outages));
  if (!principal) return null;
  return outages.map((outage) => {
    const { id, area, state, requested, unconfirmedSinceMs } = outage;
    const isAsked = state === 'requested' && requested.accountId !== principal.accountId;
    if (isAsked && mayDo(principal, 'outage.authorise', area))
      return <OutageAsk key={id} outage={outage} act="outage.authorise" />;
    const isDue = state === 'in-force' && unconfirmedSinceMs !== null;
    if (isDue && mayDo(principal, 'outage.confirm', area))
      return <OutageAsk key={id} outage={outage} act="outage.confirm" />;
    return null;
  });
}

type Props = { outage: Outage; act: 'outage.authorise' | 'outage.confirm' };

function OutageAsk({ outage, act: name }: Props) {
  const { alarm, alarmDesk: text, asks, shell } = useText();
  const nowMs = useNow();
  const act = useAct(outage.id);
  const { id, version, source, requested, reason, workOrder, untilMs } = outage;
  const kind = source.kind ? wordFor(alarm.kinds, source.kind) : text.sourceAll;
  const confirms = name === 'outage.confirm';
  const refuse = { outageId: id, reason: text.refusedReason };
  return (
    <AskLine
      title={confirms ? text.unconfirmed : text.askOutage}
      timeLeft={asks.left(clockAge(untilMs - nowMs))}
      overdue={confirms}
      acts={
        <>
          <button
            type="button"
            className="button"
            disabled={act.state === 'sending'}
            onClick={() => void perform(id, name, { outageId: id }, version)}
          >
            {act.state === 'sending' ? shell.sending : confirms ? text.confirm : text.authorise}
          </button>
          <button
            type="button"
            className="button quiet"
            disabled={act.state === 'sending'}
            onClick={() =>
              void (confirms
                ? perform(id, 'outage.end', { outageId: id }, version)
                : perform(id, 'outage.refuse', refuse, version))
            }
          >
            {confirms ? text.end : text.refuse}
          </button>
        </>
      }
    >
      {[`${source.entityId} · ${kind}`, requested.name, workOrder, reason]
        .filter(Boolean)
        .join(' · ')}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </AskLine>
  );
}
