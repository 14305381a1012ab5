import type { Incident, TimelineEntry } from '@ftz/shared/contract/incident.ts';
import type { ReactNode } from 'react';
import { useSite } from '#api/site.ts';
import { placeOfThing } from '#desk/place-of-thing.ts';
import { type PlaceThen, placeOfIncidentThen } from '#desk/place-then.ts';
import { useThing } from '#desk/select-thing.ts';
import { useSelection } from '#desk/selection.ts';
import { setStage } from '#desk/stage.ts';
import { isSameThing, type Thing } from '#desk/thing.ts';
import { thingsOfLine } from '#desk/things-of-line.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useLanguage, useText } from '#text/text.ts';
import { happenedAtMs } from '#text/timeline-marks.ts';
import { type TimelineContext, timelineSentence } from '#text/timeline-sentence.ts';
import { ActorIcon } from '#ui/actor-icon.tsx';
import { ThingButton } from '#ui/thing-button.tsx';
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
  const alarms = useSituation((situation) => situation.alarms);
  const alarm = alarms[incident.alarms[0]?.alarmId ?? ''] ?? null;
  const context = { incident, tasks, orders, site, text, language };
  const known = { alarms, tasks, deviceOrders: orders, equipment: site?.equipment ?? [] };
  const entries = [...incident.timeline].sort((a, b) => a.seq - b.seq);
  return (
    <FoldingSection section="timeline" title={text.timeline.title} count={entries.length}>
      <ol className="incident-timeline">
        {entries.map((entry) => (
          <TimelineLine
            key={`${entry.seq}-${entry.type}`}
            entry={entry}
            context={context}
            things={thingsOfLine(entry, incident, known)}
            place={site && placeOfIncidentThen(incident, alarm, happenedAtMs(entry), site)}
          />
        ))}
      </ol>
    </FoldingSection>
  );
}

type LineProps = {
  entry: TimelineEntry;
  context: TimelineContext;
  /** What the line is about. */
  things: readonly Thing[];
  place: PlaceThen | null;
};

function TimelineLine({ entry, context, things, place }: LineProps) {
  const text = context.text.timeline;
  const { head, said } = timelineSentence(entry, context);
  const deviceAtMs = entry.deviceAtMs;
  const named = things.find((thing) => placeOfThing(thing) !== null);
  const isAbout = useSelection(({ thing }) => things.some((each) => isSameThing(each, thing)));
  const differs = deviceAtMs !== null && Math.abs(entry.atMs - deviceAtMs) > tellDeviceTimeMs;
  return (
    <li
      data-seq={entry.seq}
      data-type={entry.type}
      data-actor={entry.person ? 'person' : 'machine'}
      data-about={isAbout}
    >
      <TimeOfLine atMs={entry.atMs} place={place} />
      <ActorIcon person={entry.person !== null} label={entry.person ?? text.machine} />
      <span className="told">
        {named ? <NamedThing thing={named}>{head}</NamedThing> : head}
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

/** A press points out on the map and everywhere else what the line is about. */
function NamedThing({ thing, children }: { thing: Thing; children: ReactNode }) {
  return <ThingButton {...useThing(thing)}>{children}</ThingButton>;
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
