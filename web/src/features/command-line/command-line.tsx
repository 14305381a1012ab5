import { type SyntheticEvent, useState } from 'react';
import { siteNow, useSite } from '#api/site.ts';
import { setDispatchIntent } from '#desk/dispatch-intent.ts';
import { useKeys } from '#desk/keys.ts';
import { locate } from '#desk/map-focus.ts';
import { placeOfThing } from '#desk/place-of-thing.ts';
import { selectThing } from '#desk/select-thing.ts';
import { select } from '#desk/selection.ts';
import type { Thing } from '#desk/thing.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { perform, useAct } from '#live/acts.ts';
import { durableStore, useSituation } from '#live/durable-store.ts';
import { vehiclesByPlate } from '#live/latest-store.ts';
import { plateOf } from '#live/plate-of.ts';
import { vesselsNow } from '#live/vessel-store.ts';
import { alarmSubject, thingName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { findThings } from './find-things.ts';
import { type Asked, findAlarms, readLine } from './read-line.ts';
import './command-line.css';

const mostSuggestions = 5;
const actKey = 'command-line';

/** `/`: a line to write what is wanted; Enter does it, Escape leaves everything as it was. */
export function CommandLine() {
  const [open, setOpen] = useState(false);
  useKeys({ '/': () => setOpen(true) });
  useKeys(open ? { Escape: () => setOpen(false) } : {}, 50);
  return open ? <OpenLine onClose={() => setOpen(false)} /> : null;
}

function OpenLine({ onClose }: { onClose: () => void }) {
  const text = useText();
  const [line, setLine] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const units = useSite()?.site.units ?? [];
  const incident = useSelectedIncident();
  const act = useAct(actKey);
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    const { situation } = durableStore.getState();
    const asked = readLine(line, {
      situation,
      units,
      selectedIncidentId: incident?.id ?? null,
      findThing: (word) => thingsNamed(word, 1)[0] ?? null,
    });
    if (asked.do === 'not-understood') return setWrong(text.commandLine.notUnderstood(asked.word));
    if (asked.do === 'name-incident') return setWrong(text.commandLine.nameIncident);
    if (await execute(asked)) onClose();
  };
  return (
    <form className="command-line" onSubmit={(event) => void submit(event)}>
      <label>
        <span>{text.commandLine.label}</span>
        <input
          className="field"
          // biome-ignore lint/a11y/noAutofocus: it was opened by a key to be written into.
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={line}
          placeholder={text.commandLine.hint}
          aria-invalid={wrong !== null}
          onChange={(event) => {
            setWrong(null);
            setLine(event.target.value);
          }}
        />
      </label>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {wrong ? (
        <p role="alert" className="command-wrong">
          {wrong}
        </p>
      ) : null}
      <Suggestions line={line} onClose={onClose} />
    </form>
  );
}

/** True when the line has done its work. */
async function execute(asked: Asked): Promise<boolean> {
  if (asked.do === 'show') {
    select({ alarmId: asked.alarm.id, incidentId: asked.alarm.incidentId });
    return true;
  }
  if (asked.do === 'show-closed') {
    const { id, alarms } = asked.incident;
    select({ alarmId: alarms[0]?.alarmId ?? null, incidentId: id });
    return true;
  }
  if (asked.do === 'point-out') {
    pointOut(asked.thing);
    return true;
  }
  if (asked.do !== 'dispatch') return asked.do === 'nothing';
  const { kind, incidentId, unit, days } = asked;
  const { incidents } = durableStore.getState().situation;
  const incident = incidents[incidentId];
  select({ alarmId: incident?.alarms[0]?.alarmId ?? null, incidentId });
  // A follow-up check wants its office and its date seen before it is sent.
  if (unit === null || kind === 'follow-up-check') {
    setDispatchIntent({ step: 'unit', incidentId, kind, ...(days === null ? {} : { days }) });
    return true;
  }
  const argument = { incidentId, kind, unitId: unit.id };
  return perform(actKey, 'task.issue', argument, incident?.version ?? null);
}

/** On the map as well: whoever names it wants to see it. */
function pointOut(thing: Thing): void {
  selectThing(thing);
  locate(placeOfThing(thing));
}

function thingsNamed(word: string, most: number): Thing[] {
  const site = siteNow()?.site;
  const { seals } = durableStore.getState().situation;
  const { vessels } = vesselsNow();
  return site ? findThings(word, { site, seals, vessels, vehiclesByPlate }, most) : [];
}

/** What the last word could mean. */
function Suggestions({ line, onClose }: { line: string; onClose: () => void }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const nameOf = ({ kind, id }: Thing) =>
    thingName({ kind, id }, kind === 'vehicle' ? plateOf(id) : null, site, language);
  const word = line.trim().split(/\s+/).at(-1) ?? '';
  const found = useSituation((s) => findAlarms(word, s).slice(0, mostSuggestions));
  const things = thingsNamed(line, mostSuggestions - found.length);
  if (found.length + things.length === 0) return null;
  return (
    <ul aria-label={text.commandLine.found}>
      {found.map((alarm) => (
        <li key={alarm.id}>
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              select({ alarmId: alarm.id, incidentId: alarm.incidentId });
              onClose();
            }}
          >
            {wordFor(text.alarm.kinds, alarm.kind)} · {alarmSubject(alarm, site, language)}
          </button>
        </li>
      ))}
      {things.map((thing) => (
        <li key={`${thing.kind} ${thing.id}`}>
          <button
            type="button"
            className="button quiet"
            onClick={() => {
              pointOut(thing);
              onClose();
            }}
          >
            {text.thing.kinds[thing.kind]} · {nameOf(thing)}
          </button>
        </li>
      ))}
    </ul>
  );
}
