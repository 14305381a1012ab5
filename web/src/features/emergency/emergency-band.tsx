import type { Incident } from '@ftz/shared/contract/incident.ts';
import { isEmergencyOpen, isEmergencyRunning } from '@ftz/shared/state/emergency-lifecycle.ts';
import { select } from '#desk/selection.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import './emergency-band.css';

/** Every emergency that is not stood down, on every screen; a drill is named one before all else. */
export function EmergencyBand({ at }: { at: 'desk' | 'wall' | 'phone' }) {
  const incidents = useSituation((situation) =>
    Object.values(situation.incidents).filter(({ emergency }) => isEmergencyOpen(emergency)),
  );
  return incidents.map((incident) => <Band key={incident.id} incident={incident} at={at} />);
}

function Band({ incident, at }: { incident: Incident; at: 'desk' | 'wall' | 'phone' }) {
  const { incidentActs, alarm, shell } = useText();
  const text = incidentActs.emergency;
  const { emergency, drill, kind, areas, id } = incident;
  if (!emergency) return null;
  const look = () => select({ alarmId: incident.alarms[0]?.alarmId ?? null, incidentId: id });
  return (
    <section
      className="emergency-band"
      data-at={at}
      data-drill={drill}
      data-state={emergency.state}
      aria-label={drill ? text.drill : text.title}
    >
      <strong>{drill ? text.drill : text.title}</strong>
      <b>
        {wordFor(alarm.kinds, kind)} · {areas.map((a) => wordFor(shell.areaNames, a)).join(' ')}
      </b>
      <span>{wordFor(text.states, emergency.state)}</span>
      <span className="num">
        {text.by(emergency.declaredBy.name, zoneMinute(emergency.declaredAtMs))}
      </span>
      <Dues incident={incident} />
      {at === 'desk' ? (
        <button type="button" className="button" onClick={look}>
          {text.show}
        </button>
      ) : null}
    </section>
  );
}

/** What it waits for: the chief's word, the next report, the national centre. */
function Dues({ incident: { emergency } }: { incident: Incident }) {
  const text = useText().incidentActs.emergency;
  const nowMs = useNow();
  if (!emergency || !isEmergencyRunning(emergency)) return null;
  const { confirmDueAtMs, reportDueAtMs, noticedAtMs, noticeDueAtMs } = emergency;
  const reportLeftMs = (reportDueAtMs ?? nowMs) - nowMs;
  const isUntold = noticedAtMs === null && noticeDueAtMs < nowMs;
  return (
    <>
      {confirmDueAtMs === null ? null : (
        <span className="num">{text.confirmLeft(clockAge(confirmDueAtMs - nowMs))}</span>
      )}
      <span className={reportLeftMs < 0 ? 'num over' : 'num'}>
        {reportLeftMs < 0
          ? text.reportOver(clockAge(-reportLeftMs))
          : text.reportLeft(clockAge(reportLeftMs))}
      </span>
      <span className={isUntold ? 'over' : undefined}>
        {noticedAtMs !== null ? text.noticed : isUntold ? text.noticeOver : text.noticeWaiting}
      </span>
    </>
  );
}
