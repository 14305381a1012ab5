import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { awaitsReview, isEmergencyRunning } from '@ftz/shared/state/emergency-lifecycle.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import type { ReactNode } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { select } from '#desk/selection.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** What incidents want of the person at this desk: to take one over, to read, to confirm, to report. */
export function IncidentAsks() {
  const principal = usePrincipal();
  const incidents = useSituation((situation) =>
    Object.values(situation.incidents).filter((incident) => asks(incident, principal)),
  );
  if (!principal) return null;
  return incidents.map((incident) => (
    <AsksOfIncident key={incident.id} incident={incident} principal={principal} />
  ));
}

function asks(incident: Incident, principal: Principal | null): boolean {
  if (!principal) return false;
  const { offer, mentions, guests, emergency, unownedLevel } = incident;
  const { accountId } = principal;
  const isMine = (one: { accountId: string }) => one.accountId === accountId;
  const isNamed = offer?.to === accountId || mentions.some(isMine) || guests.some(isMine);
  const isLeader = mayDoInAny(principal, 'emergency.review', incident.areas);
  return isNamed || (isLeader && (emergency !== null || unownedLevel > 0));
}

function AsksOfIncident({ incident, principal }: { incident: Incident; principal: Principal }) {
  const { offer, emergency, unownedLevel, owner } = incident;
  const may = (act: Parameters<typeof mayDoInAny>[1]) => mayDoInAny(principal, act, incident.areas);
  const isNobodys = isIncidentOpen(incident) && owner === null && unownedLevel > 0;
  const mentions = incident.mentions.filter(({ accountId }) => accountId === principal.accountId);
  const invitation = incident.guests.find(({ accountId }) => accountId === principal.accountId);
  const isUnconfirmed = emergency?.state === 'pending' && may('emergency.confirm');
  return (
    <>
      {offer?.to === principal.accountId ? <OfferAsk incident={incident} offer={offer} /> : null}
      {isUnconfirmed ? <ConfirmAsk incident={incident} /> : null}
      {isEmergencyRunning(emergency) && may('emergency.review') ? (
        <ReportAsk incident={incident} />
      ) : null}
      {awaitsReview(emergency) && may('emergency.review') ? (
        <ReviewAsk incident={incident} />
      ) : null}
      {isNobodys && may('emergency.review') ? <UnownedAsk incident={incident} /> : null}
      {mentions.map((mention) => (
        <MentionAsk key={mention.noteSeq} incident={incident} mention={mention} />
      ))}
      {invitation ? <GuestAsk incident={incident} guest={invitation} /> : null}
    </>
  );
}

/** Below an open dispatch, whose Enter sends; above the queue, whose Enter opens. */
const acceptPriority = 5;

function OfferAsk({ incident, offer }: OfIncident & { offer: NonNullable<Incident['offer']> }) {
  const { incidentActs, shell } = useText();
  const { ask } = incidentActs;
  const subject = useSubject(incident);
  const left = offer.dueAtMs - useNow();
  const key = `${incident.id}/offer`;
  const act = useAct(key);
  const argument = { incidentId: incident.id };
  const accept = () => {
    look(incident);
    void perform(key, 'incident.accept-transfer', argument, null);
  };
  useKeys({ Enter: accept }, acceptPriority);
  return (
    <AskLine
      title={ask.transfer}
      timeLeft={ask.left(clockAge(left))}
      acts={
        <>
          <button
            type="button"
            className="button quiet"
            disabled={act.state === 'sending'}
            onClick={() => void perform(key, 'incident.decline-transfer', argument, null)}
          >
            {ask.decline}
          </button>
          <button
            type="button"
            className="button primary"
            data-act="accept-transfer"
            disabled={act.state === 'sending'}
            onClick={accept}
          >
            {act.state === 'sending' ? shell.sending : ask.accept} <kbd>Enter</kbd>
          </button>
        </>
      }
    >
      {offer.byName} · {subject}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </AskLine>
  );
}

type OfIncident = { incident: Incident };

function ConfirmAsk({ incident }: OfIncident) {
  const { ask } = useText().incidentActs;
  const subject = useSubject(incident);
  const key = `${incident.id}/emergency`;
  const act = useAct(key);
  const { emergency } = incident;
  const confirm = () => void perform(key, 'emergency.confirm', { incidentId: incident.id }, null);
  return (
    <Due
      title={ask.confirm}
      dueAtMs={emergency?.confirmDueAtMs ?? null}
      incident={incident}
      act={{
        word: ask.confirmAct,
        press: confirm,
        disabled: act.state === 'sending',
      }}
    >
      {emergency?.declaredBy.name} · {subject} · {emergency?.reason}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </Due>
  );
}

function ReportAsk({ incident }: OfIncident) {
  const { ask } = useText().incidentActs;
  return (
    <Due title={ask.report} dueAtMs={incident.emergency?.reportDueAtMs ?? null} incident={incident}>
      {useSubject(incident)}
    </Due>
  );
}

function ReviewAsk({ incident }: OfIncident) {
  const { ask } = useText().incidentActs;
  return (
    <Due title={ask.review} dueAtMs={incident.emergency?.reviewDueAtMs ?? null} incident={incident}>
      {useSubject(incident)}
    </Due>
  );
}

function UnownedAsk({ incident }: OfIncident) {
  const { ask, unownedLevel } = useText().incidentActs;
  const key = `${incident.id}/claim`;
  const act = useAct(key);
  const claim = () => {
    look(incident);
    void perform(key, 'incident.claim', { incidentId: incident.id }, incident.version);
  };
  return (
    <Due
      title={ask.unowned}
      dueAtMs={null}
      incident={incident}
      act={{
        word: ask.claim,
        press: claim,
        disabled: act.state === 'sending',
      }}
    >
      {useSubject(incident)} · {unownedLevel(incident.unownedLevel)}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </Due>
  );
}

function MentionAsk({ incident, mention }: OfIncident & { mention: Incident['mentions'][number] }) {
  const { ask } = useText().incidentActs;
  const key = `${incident.id}/mention/${mention.noteSeq}`;
  const act = useAct(key);
  const argument = { incidentId: incident.id, noteSeq: mention.noteSeq };
  const read = () => void perform(key, 'mention.read', argument, null);
  return (
    <Due
      title={ask.mention}
      dueAtMs={null}
      incident={incident}
      act={{
        word: ask.read,
        press: read,
        disabled: act.state === 'sending',
      }}
    >
      {mention.by} · {useSubject(incident)} · {mention.text}
    </Due>
  );
}

function GuestAsk({ incident, guest }: OfIncident & { guest: Incident['guests'][number] }) {
  const { ask } = useText().incidentActs;
  return (
    <AskLine
      title={ask.guest}
      timeLeft={ask.until(zoneMinute(guest.untilMs))}
      acts={<LookButton incident={incident} />}
    >
      {guest.invitedBy} · {useSubject(incident)} · {guest.why}
    </AskLine>
  );
}

type DueProps = {
  title: string;
  dueAtMs: number | null;
  incident: Incident;
  act?: { word: string; press: () => void; disabled: boolean };
  children: ReactNode;
};

function Due({ title, dueAtMs, incident, act, children }: DueProps) {
  const { ask } = useText().incidentActs;
  const nowMs = useNow();
  const leftMs = dueAtMs === null ? null : dueAtMs - nowMs;
  const words = (ms: number) => (ms < 0 ? ask.overdue(clockAge(-ms)) : ask.left(clockAge(ms)));
  return (
    <AskLine
      title={title}
      timeLeft={leftMs === null ? null : words(leftMs)}
      overdue={leftMs !== null && leftMs < 0}
      acts={
        <>
          <LookButton incident={incident} />
          {act ? (
            <button type="button" className="button" disabled={act.disabled} onClick={act.press}>
              {act.word}
            </button>
          ) : null}
        </>
      }
    >
      {children}
    </AskLine>
  );
}

function LookButton({ incident }: OfIncident) {
  const { ask } = useText().incidentActs;
  return (
    <button type="button" className="button quiet" onClick={() => look(incident)}>
      {ask.look}
    </button>
  );
}

function look(incident: Incident): void {
  select({ alarmId: incident.alarms[0]?.alarmId ?? null, incidentId: incident.id });
}

function useSubject(incident: Incident): string {
  const { alarm, shell } = useText();
  const areas = incident.areas.map((area) => wordFor(shell.areaNames, area)).join(' ');
  return `${wordFor(alarm.kinds, incident.kind)} · ${areas}`;
}
