import type { Incident, TimelineEntry } from '@ftz/shared/contract/incident.ts';
import { useSite } from '#api/site.ts';
import { type PlaceThen, placeOfIncidentThen } from '#desk/place-then.ts';
import { setStage } from '#desk/stage.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useLanguage, useText } from '#text/text.ts';
import { happenedAtMs } from '#text/timeline-marks.ts';
import { type TimelineContext, timelineSentence } from '#text/timeline-sentence.ts';
import { ActorIcon } from '#ui/actor-icon.tsx';
import { FoldingSection } from './folding-section.tsx';

/** A device's own time is worth a word when it differs from ours by more than this. */
const tellDeviceTimeMs = 2000;

/** The incident's story in the order of the log: machines and people on one line. */
export function IncidentTimeline({ incident }: { incident: Incident }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const tasks = useSituation((situation) => situation.tasks);
  const orders = useSituation((situation) => situation.deviceOrders);
  const alarm = useSituation((s) => s.alarms[incident.alarms[0]?.alarmId ?? ''] ?? null);
  const context = { incident, tasks, orders, site, text, language };
  const entries = [...incident.timeline].sort((a, b) => a.seq - b.seq);
  return (
    <FoldingSection section="timeline" title={text.timeline.title} count={entries.length}>
      <ol className="incident-timeline">
        {entries.map((entry) => (
          <TimelineLine
            key={`${entry.seq}-${entry.type}`}
            entry={entry}
            context={context}
            place={site && placeOfIncidentThen(incident, alarm, happenedAtMs(entry), site)}
          />
        ))}
      </ol>
    </FoldingSection>
  );
}

type LineProps = { entry: TimelineEntry; context: TimelineContext; place: PlaceThen | null };

function TimelineLine({ entry, context, place }: LineProps) {
  const text = context.text.timeline;
  const { head, said } = timelineSentence(entry, context);
  const deviceAtMs = entry.deviceAtMs;
  const differs = deviceAtMs !== null && Math.abs(entry.atMs - deviceAtMs) > tellDeviceTimeMs;
  return (
    <li
      data-seq={entry.seq}
      data-type={entry.type}
      data-actor={entry.person ? 'person' : 'machine'}
    >
      <TimeOfLine atMs={entry.atMs} place={place} />
      <ActorIcon person={entry.person !== null} label={entry.person ?? text.machine} />
      <span className="told">
        {head}
        <span className="dim">
          {entry.person ? ` · ${entry.person}` : null}
          {differs ? ` · ${text.deviceTime(zoneTime(deviceAtMs))}` : null}
        </span>
        {said ? <q>{said}</q> : null}
      </span>
      <span className="num seq">{entry.seq}</span>
    </li>
  );
}

/** Its time leads to what the cameras around saw then. */
function TimeOfLine({ atMs, place }: { atMs: number; place: PlaceThen | null }) {
  const { playback: text } = useText();
  const time = (
    <time className="num" dateTime={new Date(atMs).toISOString()}>
      {zoneTime(atMs)}
    </time>
  );
  if (!place) return time;
  return (
    <button
      type="button"
      className="then"
      title={text.neighboursThen(zoneTime(place.atMs))}
      onClick={() => setStage({ show: 'neighbours', place })}
    >
      {time}
    </button>
  );
}
