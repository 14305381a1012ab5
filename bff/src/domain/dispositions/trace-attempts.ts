import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { RefusalCode } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { actorOf } from '#domain/commands/command-decision.ts';
import { createTokenBuckets } from '#domain/token-bucket.ts';
import { areasOfDisposition } from './disposition-ref.ts';

/** So many traces of one account at once, then one every ten seconds: an attack fills no log. */
const traceRate = { burst: 10, perSecond: 0.1 };
const mostAccounts = 10_000;

/** Honest slips: an old picture, an unfinished incident, an ill-suited word. */
const slips: readonly RefusalCode[] = [
  'stale-version',
  'open-work',
  'bad-request',
  'not-restored',
  'cause-unsuited',
  'duty-needed',
  'disposition-pending',
  'procedure-incomplete',
];

/** Acts of a review; that one is refused in a wrong state, too, may be a replay. */
const guarded: readonly CommandName[] = [
  'disposition.submit',
  'disposition.propose',
  'disposition.start',
  'disposition.conclude',
  'disposition.return',
  'disposition.adjudicate',
  'disposition.amend',
];

export type TraceAttempt = (
  refused: { command: Command; refusal: RefusalCode; nowMs: number },
  principal: Principal,
) => ((situation: Situation) => DurableDraft | null) | null;

/**
 * What is to be written of an act that the rule of two people refused, for those who audit its areas and
 * for whoever tried it on what he sees; null: nothing. A thing that does not exist leaves no trace, and no area to put it in.
 */
export function createTraceOfAttempts(): TraceAttempt {
  const budget = createTokenBuckets(traceRate, mostAccounts);
  return ({ command, refusal, nowMs }, principal) => {
    if (!guarded.includes(command.name) || slips.includes(refusal)) return null;
    if (!budget.take(principal.accountId, nowMs)) return null;
    return (situation) => traceOf(command, refusal, principal, situation);
  };
}

function traceOf(
  command: Command,
  refusal: RefusalCode,
  principal: Principal,
  situation: Situation,
): DurableDraft | null {
  const { dispositionId = null, incidentId = null } = command.argument as {
    dispositionId?: string;
    incidentId?: string | null;
  };
  const disposition = ownOf(situation.dispositions, dispositionId ?? '');
  const incident = ownOf(situation.incidents, incidentId ?? '');
  const areas = disposition ? areasOfDisposition(situation, disposition) : incident?.areas;
  if (!areas) return null;
  return {
    type: 'disposition.attempt-refused',
    areas,
    // Where it is is more than he may know of what does not exist for him.
    audience: { only: refusal === 'not-found' ? [] : [principal.accountId] },
    actor: actorOf(principal),
    data: {
      dispositionId: disposition?.id ?? null,
      incidentId: disposition?.incidentId ?? incident?.id ?? null,
      command: command.name,
      refusal,
    },
  };
}
