import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { alarmsOfIncident, tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { timelineSentence } from '#text/timeline-sentence.ts';
import { ActorIcon } from '#ui/actor-icon.tsx';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

type Props = { incident: Incident | null; situation: Situation };

/** Alarms, tasks and the story of the incident as they stood at the replayed moment. */
export function ReplayStory({ incident, situation }: Props) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  if (!incident) return <p className="replay-story">{text.replay.before}</p>;
  const { tasks, deviceOrders: orders } = situation;
  const context = { incident, tasks, orders, site, text, language };
  const alarms = alarmsOfIncident(situation, incident.id);
  const own = tasksOfIncident(situation, incident.id);
  return (
    <div className="replay-story">
      <p className="replay-state">{wordFor(text.incident.states, incident.state)}</p>
      <h3 className="section-title">{text.replay.alarms}</h3>
      <ul>
        {alarms.map((alarm) => (
          <li key={alarm.id}>
            <SeveritySymbol
              severity={alarm.severity}
              filled={alarm.acknowledgedBy === null}
              size="20px"
            />
            {wordFor(text.alarm.kinds, alarm.kind)} · {wordFor(text.alarm.states, alarm.state)}
          </li>
        ))}
      </ul>
      <h3 className="section-title">{text.replay.tasks}</h3>
      <ul>
        {own.length === 0 ? <li className="dim">{text.replay.none}</li> : null}
        {own.map((task) => (
          <li key={task.id}>
            {wordFor(text.task.kinds, task.kind)} · {wordFor(text.task.states, task.state)}
            {task.unitId ? ` · ${placeName(site, 'units', task.unitId, language)}` : null}
          </li>
        ))}
      </ul>
      <h3 className="section-title">{text.timeline.title}</h3>
      <ol className="replay-timeline">
        {[...incident.timeline]
          .sort((a, b) => a.seq - b.seq)
          .map((entry) => (
            <li key={`${entry.seq}-${entry.type}`} data-seq={entry.seq}>
              <time className="num">{zoneTime(entry.atMs)}</time>
              <ActorIcon
                person={entry.person !== null}
                label={entry.person ?? text.timeline.machine}
              />
              <span>{timelineSentence(entry, context).head}</span>
            </li>
          ))}
      </ol>
    </div>
  );
}
