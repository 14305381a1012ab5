import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import { isDispositionPending } from '@ftz/shared/state/disposition-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { select } from '#desk/selection.ts';
import { clockAge } from '#lib/age.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';
import { mayAdjudicate } from './may-adjudicate.ts';

type Ask = 'reviewAsk' | 'settleAsk' | 'returnedAsk' | 'lateAsk';

/** What of this disposition waits for this person; null: nothing. */
function askOf(disposition: Disposition, principal: Principal): Ask | null {
  const { state, second, author, late, areas } = disposition;
  if (!isDispositionPending(disposition)) return null;
  const isSecond = second?.accountId === principal.accountId;
  if (isSecond && (state === 'second-assigned' || state === 'second-blind')) return 'reviewAsk';
  if (mayAdjudicate(disposition, principal)) return 'settleAsk';
  if (state === 'draft') return author.accountId === principal.accountId ? 'returnedAsk' : null;
  const leads = mayDoInAny(principal, 'disposition.adjudicate', areas);
  return late && leads && author.accountId !== principal.accountId ? 'lateAsk' : null;
}

/** Reviews and dissents that wait for the person at this desk; R opens the first. */
export function ReviewAsks() {
  const principal = usePrincipal();
  const all = useSituation((situation) => situation.dispositions);
  const asks = Object.values(all).flatMap((disposition) => {
    const ask = principal && askOf(disposition, principal);
    return ask ? [{ disposition, ask }] : [];
  });
  return asks.map(({ disposition, ask }, i) => (
    <ReviewAsk key={disposition.id} disposition={disposition} ask={ask} isFirst={i === 0} />
  ));
}

type Props = { disposition: Disposition; ask: Ask; isFirst: boolean };

function ReviewAsk({ disposition, ask, isFirst }: Props) {
  const { asks, alarm, disposition: text, shell } = useText();
  const { id, version, incidentId, state, author, reviewDueAtMs } = disposition;
  const alarmId = useSituation(
    ({ incidents }) => incidents[incidentId ?? '']?.alarms[0]?.alarmId ?? null,
  );
  const act = useAct(`${id}/start`);
  const leftMs = reviewDueAtMs - useNow();
  const begins = ask === 'reviewAsk' && state === 'second-assigned';
  const open = () => {
    select({ alarmId, incidentId });
    if (begins) void perform(`${id}/start`, 'disposition.start', { dispositionId: id }, version);
  };
  useKeys(isFirst ? { r: open } : {});
  return (
    <AskLine
      title={text[ask]}
      timeLeft={leftMs > 0 ? asks.left(clockAge(leftMs)) : text.late}
      overdue={leftMs <= 0}
      acts={
        <button
          type="button"
          className="button"
          data-act={ask}
          disabled={act.state === 'sending'}
          onClick={open}
        >
          {act.state === 'sending' ? shell.sending : begins ? text.begin : asks.look}{' '}
          {isFirst ? <kbd>R</kbd> : null}
        </button>
      }
    >
      {disposition.alarmKind ? wordFor(alarm.kinds, disposition.alarmKind) : id} · {incidentId} ·{' '}
      {text.by(author.name)}
    </AskLine>
  );
}
