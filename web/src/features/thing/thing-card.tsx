import { useSite } from '#api/site.ts';
import { locate } from '#desk/map-focus.ts';
import { placeOfThing } from '#desk/place-of-thing.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { selectThing } from '#desk/select-thing.ts';
import { select } from '#desk/selection.ts';
import type { Thing } from '#desk/thing.ts';
import { plateOf } from '#live/plate-of.ts';
import { vesselsNow } from '#live/vessel-store.ts';
import { nameIn, thingName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { useThingLines } from './use-thing-lines.ts';
import { useThingSteps } from './use-thing-steps.ts';
import './thing-card.css';

type Props = {
  thing: Thing;
  /** Only looked at in passing: nothing on it can be pressed. */
  isPassing?: boolean;
};

/** What a thing is, how it is, how old that is, and one step to what lies behind it. */
export function ThingCard({ thing, isPassing = false }: Props) {
  const text = useText().thing;
  const lines = useThingLines(thing);
  return (
    <div className="thing-card" data-thing={`${thing.kind} ${thing.id}`}>
      <p className="thing-head">
        <b>{useThingName(thing)}</b> <span>{text.kinds[thing.kind]}</span>
      </p>
      {lines.map(({ name, words, isOld }) => (
        <p key={name} className="num" data-line={name} data-old={isOld ?? false}>
          {words}
        </p>
      ))}
      {isPassing ? null : <ThingSteps thing={thing} />}
    </div>
  );
}

function useThingName({ kind, id }: Thing): string {
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const vessel = () => vesselsNow().vessels.find(({ mmsi }) => String(mmsi) === id)?.name ?? null;
  const spoken = kind === 'vehicle' ? plateOf(id) : kind === 'vessel' ? vessel() : null;
  return thingName({ kind, id }, spoken, site, language);
}

function ThingSteps({ thing }: { thing: Thing }) {
  const { thing: text, alarm: alarmText } = useText();
  const language = useLanguage();
  const { alarm, camera } = useThingSteps(thing);
  return (
    <p className="thing-steps">
      {alarm ? (
        <button type="button" className="button" onClick={() => selectAlarm(alarm)}>
          {text.itsAlarm(wordFor(alarmText.kinds, alarm.kind))}
        </button>
      ) : null}
      {camera ? (
        <button
          type="button"
          className="button"
          onClick={() => selectThing({ kind: 'camera', id: camera.id })}
        >
          {text.itsCamera(nameIn(language, camera))}
        </button>
      ) : null}
      <button type="button" className="button" onClick={() => locate(placeOfThing(thing))}>
        {text.locate} <kbd>L</kbd>
      </button>
      <button type="button" className="button quiet" onClick={() => select({ thing: null })}>
        {text.letGo} <kbd>Esc</kbd>
      </button>
    </p>
  );
}
