import type { Emergency } from '@ftz/shared/contract/emergency.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { isEmergencyOpen, isEmergencyRunning } from '@ftz/shared/state/emergency-lifecycle.ts';
import { tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { clockAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import './wall-emergency.css';

/** The emergency that is in force, as the hall needs it: what, where, who said so, and what it waits for. */
export function WallEmergency() {
  const { scene: text } = useText();
  const emergencies = useSituation(({ incidents }) =>
    Object.values(incidents)
      .filter(({ emergency }) => isEmergencyOpen(emergency))
      // A real one before a drill, the newest of each first.
      .sort(
        (a, b) =>
          Number(a.drill) - Number(b.drill) ||
          (b.emergency?.declaredAtMs ?? 0) - (a.emergency?.declaredAtMs ?? 0),
      ),
  );
  const [first] = emergencies;
  if (!first?.emergency) return <p className="wall-emergency none">{text.noEmergency}</p>;
  return <Report incident={first} emergency={first.emergency} further={emergencies.length - 1} />;
}

type Props = { incident: Incident; emergency: Emergency; further: number };

function Report({ incident, emergency, further }: Props) {
  const { incidentActs, alarm, shell, scene: text } = useText();
  const words = incidentActs.emergency;
  const { drill, kind, areas } = incident;
  return (
    <section className="wall-emergency" data-drill={drill} data-state={emergency.state}>
      <h1>
        <strong>{drill ? words.drill : words.title}</strong>
        <span>{wordFor(words.states, emergency.state)}</span>
        {further > 0 ? <span className="num">{text.more(further)}</span> : null}
      </h1>
      <p className="what">
        {wordFor(alarm.kinds, kind)} · {areas.map((a) => wordFor(shell.areas, a)).join(' ')}
      </p>
      <dl>
        <ConfirmDue emergency={emergency} />
        <div>
          <dt>{text.reason}</dt>
          <dd>{emergency.reason}</dd>
        </div>
        <div>
          <dt>{text.reports}</dt>
          <ReportDue emergency={emergency} />
        </div>
        <div>
          <dt>{text.crews}</dt>
          <Crews incident={incident} />
        </div>
        <div>
          <dt>{text.notice}</dt>
          <Notice emergency={emergency} />
        </div>
        <div>
          <dt>{text.declared}</dt>
          <dd className="num">
            {words.by(emergency.declaredBy.name, zoneMinute(emergency.declaredAtMs))}
          </dd>
        </div>
      </dl>
    </section>
  );
}

function ConfirmDue({ emergency: { confirmDueAtMs } }: { emergency: Emergency }) {
  const { scene: text } = useText();
  const nowMs = useNow();
  if (confirmDueAtMs === null) return null;
  return (
    <div>
      <dt>{text.confirm}</dt>
      <dd className="num">{text.within(clockAge(Math.max(0, confirmDueAtMs - nowMs)))}</dd>
    </div>
  );
}

function ReportDue({ emergency }: { emergency: Emergency }) {
  const { incidentActs, scene: text } = useText();
  const words = incidentActs.emergency;
  const nowMs = useNow();
  const { reportDueAtMs, reports } = emergency;
  const leftMs = (reportDueAtMs ?? nowMs) - nowMs;
  const due = leftMs < 0 ? words.reportOver(clockAge(-leftMs)) : words.reportLeft(clockAge(leftMs));
  return (
    <dd className={classNames('num', leftMs < 0 && 'over')}>
      {text.reportsOf(reports)}
      {isEmergencyRunning(emergency) ? ` · ${due}` : null}
    </dd>
  );
}

function Notice({ emergency: { noticedAtMs, noticeDueAtMs } }: { emergency: Emergency }) {
  const words = useText().incidentActs.emergency;
  const nowMs = useNow();
  const isUntold = noticedAtMs === null && noticeDueAtMs < nowMs;
  return (
    <dd className={classNames(isUntold && 'over')}>
      {noticedAtMs !== null ? words.noticed : isUntold ? words.noticeOver : words.noticeWaiting}
    </dd>
  );
}

function Crews({ incident }: { incident: Incident }) {
  const { task, scene: text } = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const tasks = useSituation((situation) => tasksOfIncident(situation, incident.id)).slice(-2);
  if (tasks.length === 0) return <dd>{text.noCrews}</dd>;
  return (
    <dd>
      {tasks
        .map(
          ({ unitId, state }) =>
            `${placeName(site, 'units', unitId, language)} ${wordFor(task.states, state)}`,
        )
        .join(' · ')}
    </dd>
  );
}
