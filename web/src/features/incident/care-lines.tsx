import type { Incident } from '@ftz/shared/contract/incident.ts';
import { usePrincipal } from '#api/session.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';

/** Who answers for it, for how long yet, and what else is arranged about it. */
export function CareLines({ incident }: { incident: Incident }) {
  const { incidentActs: text } = useText();
  const nowMs = useNow();
  const { drill, monitorUntilMs, mergedInto, reopenCount, guests, offer, state } = incident;
  const left = (dueAtMs: number) => clockAge(dueAtMs - nowMs);
  const isOver = state === 'closed' || mergedInto !== null;
  const words = [
    offer ? text.offered(offer.toName, left(offer.dueAtMs)) : null,
    monitorUntilMs ? text.monitorUntil(zoneMinute(monitorUntilMs)) : null,
    mergedInto ? text.mergedInto(mergedInto) : null,
    reopenCount > 0 ? text.reopened(reopenCount) : null,
    guests.length > 0
      ? text.guests(guests.map((g) => text.guestUntil(g.name, zoneMinute(g.untilMs))).join(' · '))
      : null,
  ].filter((line) => line !== null);
  return (
    <ul className="care-lines">
      {drill ? (
        <li>
          <strong className="drill-mark">{text.drill}</strong>
        </li>
      ) : null}
      {isOver ? null : (
        <li>
          <OwnerWords incident={incident} nowMs={nowMs} />
        </li>
      )}
      {words.map((line) => (
        <li key={line} className="num">
          {line}
        </li>
      ))}
    </ul>
  );
}

function OwnerWords({ incident, nowMs }: { incident: Incident; nowMs: number }) {
  const { incidentActs: text } = useText();
  const principal = usePrincipal();
  const { owner, claimLapsesAtMs, unownedLevel } = incident;
  if (!owner) {
    return (
      <b className="nobody">
        {text.nobody}
        {unownedLevel > 0 ? ` · ${text.unownedLevel(unownedLevel)}` : null}
      </b>
    );
  }
  const isMine = owner.accountId === principal?.accountId;
  return (
    <>
      {text.owner} <b>{isMine ? text.mine : owner.name}</b>
      {claimLapsesAtMs === null ? null : (
        <span className="num dim"> · {text.claimLeft(clockAge(claimLapsesAtMs - nowMs))}</span>
      )}
    </>
  );
}
