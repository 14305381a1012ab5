import type { Incident } from '@ftz/shared/contract/incident.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { shortAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { plateOf } from '#live/plate-of.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject, placeBeside, placeName } from '#text/names.ts';
import { placeSentence } from '#text/place-sentence.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { timelineSentence } from '#text/timeline-sentence.ts';
import { whySentences } from '#text/why-sentence.ts';
import { ActorIcon } from '#ui/actor-icon.tsx';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import './wall.css';

type Props = { incident: Incident; further: number };

/** The gravest open incident as a poster: what, who, where, why it is one, what is being done. */
export function WallIncident({ incident, further }: Props) {
  const text = useText();
  const nowMs = useNow();
  const unacked = useSituation((s) =>
    alarmsOfIncident(s, incident.id).some(
      (alarm) => alarm.severity === incident.severity && isUnacknowledged(alarm),
    ),
  );
  return (
    <section className={`wall-incident p${incident.severity}`} data-incident={incident.id}>
      <h1>
        <SeveritySymbol
          severity={incident.severity}
          filled={unacked}
          pulse={unacked && incident.severity === 1}
          size="1.2em"
        />
        <span className="kind">{wordFor(text.alarm.kinds, incident.kind)}</span>
        <span className="age num">{shortAge(nowMs - incident.openedAtMs)}</span>
      </h1>
      <AboutLines incident={incident} />
      <TaskLine incident={incident} />
      {further > 0 ? <p className="further">{text.wall.further(further)}</p> : null}
      <LatestLines incident={incident} />
    </section>
  );
}

function AboutLines({ incident }: { incident: Incident }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const alarms = useSituation((s) => alarmsOfIncident(s, incident.id));
  const journeys = useSituation((s) => s.journeys);
  const first = alarms.find(({ severity }) => severity === incident.severity) ?? alarms[0];
  const journey = first?.journeyId ? journeys[first.journeyId] : undefined;
  const way = journey
    ? `${wordFor(text.shell.areas, journey.fromArea)} → ${wordFor(text.shell.areas, journey.toArea)}`
    : wordFor(text.shell.areas, incident.area);
  const subject = first ? alarmSubject(first, site, language) : '';
  const why = whySentences(incident.alarms.at(-1)?.why ?? [], text, plateOf)[0];
  return (
    <>
      <p className="subject">{[subject, placeBeside(subject, way)].filter(Boolean).join(' · ')}</p>
      {incident.point ? (
        <p className="place">{placeSentence(incident.point, site, text, language)}</p>
      ) : null}
      {alarms.length > 1 && why ? (
        <p className="why">
          {text.incident.joined(alarms.length)} · {why}
        </p>
      ) : null}
    </>
  );
}

function TaskLine({ incident }: { incident: Incident }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const tasks = useSituation((s) => tasksOfIncident(s, incident.id));
  const task = tasks.at(-1);
  if (!task) return <p className="task none">{text.wall.noTask}</p>;
  return (
    <p className="task">
      {wordFor(text.task.states, task.state)} · {placeName(site, 'units', task.unitId, language)}
    </p>
  );
}

const linesShown = 2;

function LatestLines({ incident }: { incident: Incident }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const tasks = useSituation((s) => s.tasks);
  const orders = useSituation((s) => s.deviceOrders);
  const context = { incident, tasks, orders, site, text, language };
  const latest = [...incident.timeline].sort((a, b) => b.seq - a.seq).slice(0, linesShown);
  return (
    <ol className="latest">
      {latest.map((entry) => (
        <li key={`${entry.seq}-${entry.type}`}>
          <time className="num">{zoneTime(entry.atMs)}</time>
          <ActorIcon person={entry.person !== null} label={entry.person ?? text.timeline.machine} />
          <span>{timelineSentence(entry, context).head}</span>
        </li>
      ))}
    </ol>
  );
}
