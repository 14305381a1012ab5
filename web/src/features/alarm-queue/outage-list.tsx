import { mayDo } from '@ftz/shared/access/policy.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Outage } from '@ftz/shared/contract/outage.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isOutageOpen } from '@ftz/shared/state/outage-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { clockAge } from '#lib/age.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SetAsideBadge } from './set-aside-badge.tsx';
import './set-aside-list.css';

const openOutages = ({ outages }: Situation): Outage[] =>
  Object.values(outages)
    .filter(isOutageOpen)
    .sort((a, b) => a.untilMs - b.untilMs);

/** Every source that is taken away, or is to be, with what its people have to say to it. */
export function OutageList() {
  const outages = useSituation(openOutages);
  return outages.map((outage) => <OutageRow key={outage.id} outage={outage} />);
}

type OutageAct = Extract<
  CommandName,
  'outage.authorise' | 'outage.refuse' | 'outage.confirm' | 'outage.end'
>;

/** What may be said now, by anybody at all. */
function actsOf({ state, how }: Outage): OutageAct[] {
  if (state === 'requested') return ['outage.authorise', 'outage.refuse'];
  const confirms = state === 'in-force' && how === 'out-of-service';
  return confirms ? ['outage.confirm', 'outage.end'] : ['outage.end'];
}

function OutageRow({ outage }: { outage: Outage }) {
  const { alarm, alarmDesk: text } = useText();
  const nowMs = useNow();
  const act = useAct(outage.id);
  const { source, state, how, requested, authorised, untilMs } = outage;
  const kind = source.kind ? wordFor(alarm.kinds, source.kind) : text.sourceAll;
  const people = [requested, authorised].flatMap((signed) => signed?.name ?? []).join(' + ');
  return (
    <div className="set-aside-row outage" data-outage={outage.id} data-state={state}>
      <SetAsideBadge how={how} />
      <div className="words">
        <span className="kind">{`${source.entityId} · ${kind}`}</span>
        <span className="about">
          {[people, outage.workOrder, outage.reason].filter(Boolean).join(' · ')}
        </span>
      </div>
      <div className="clock num">
        <span>{wordFor(text.outageStates, state)}</span>
        <span className="age">{text.left(clockAge(untilMs - nowMs))}</span>
      </div>
      {outage.unconfirmedSinceMs === null ? null : <strong>{text.unconfirmed}</strong>}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <OutageActs outage={outage} sending={act.state === 'sending'} />
    </div>
  );
}

function OutageActs({ outage, sending }: { outage: Outage; sending: boolean }) {
  const { alarmDesk: text } = useText();
  const principal = usePrincipal();
  const words: Record<OutageAct, string> = {
    'outage.authorise': text.authorise,
    'outage.refuse': text.refuse,
    'outage.confirm': text.confirm,
    'outage.end': text.end,
  };
  const { id, version, area } = outage;
  const say = (name: OutageAct) =>
    name === 'outage.refuse'
      ? perform(id, name, { outageId: id, reason: text.refusedReason }, version)
      : perform(id, name, { outageId: id }, version);
  return (
    <div className="form-row">
      {actsOf(outage)
        .filter((name) => principal !== null && mayDo(principal, name, area))
        .map((name) => (
          <button
            key={name}
            type="button"
            className="button"
            data-act={name}
            disabled={sending}
            onClick={() => void say(name)}
          >
            {words[name]}
          </button>
        ))}
    </div>
  );
}
