import { mayDo } from '@ftz/shared/access/policy.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type Wall, type WallContent, type WallId, wallIds } from '@ftz/shared/contract/wall.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { useSelection } from '#desk/selection.ts';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { clockAge } from '#lib/age.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useShownOnWall } from '#live/use-shown-on-wall.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './wall-throw.css';

const actKey = 'wall-throw';
type Kind = WallContent['kind'];
const kinds: readonly Kind[] = ['incident', 'camera', 'map-view'];

/** `T`, then the digit of a wall: what is selected is shown there for a while. */
export function WallPicker() {
  const principal = usePrincipal();
  const [open, setOpen] = useState(false);
  const may = principal !== null && mayDo(principal, 'wall.throw', null);
  const close = () => {
    forgetRefusal(actKey);
    setOpen(false);
  };
  useKeys({ t: may ? (open ? close : () => setOpen(true)) : undefined });
  return open && principal ? <Picker onClose={close} /> : null;
}

function Picker({ onClose }: { onClose: () => void }) {
  const { wallThrow: text, shell } = useText();
  const act = useAct(actKey);
  const [kind, setKind] = useState<Kind>('incident');
  const contents = useContents();
  const content = contents[kind];
  const send = async (wallId: WallId) => {
    if (!content) return;
    const done = await perform(actKey, 'wall.throw', { wallId, content, ttlS: null }, null);
    if (done) onClose();
  };
  const digits = Object.fromEntries(wallIds.map((id) => [id, () => void send(id)]));
  useKeys(
    {
      ...digits,
      e: () => setKind('incident'),
      c: () => setKind('camera'),
      m: () => setKind('map-view'),
      Escape: onClose,
    },
    60,
  );
  return (
    <section className="wall-picker" role="dialog" aria-label={text.title}>
      <h3>
        {text.title} <kbd>T</kbd>
      </h3>
      <fieldset className="choices">
        <legend>{text.choose}</legend>
        {kinds.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="wall-content"
              checked={each === kind}
              disabled={contents[each] === null}
              onChange={() => setKind(each)}
            />
            {text.kinds[each]}
          </label>
        ))}
      </fieldset>
      {content ? null : <p>{text.nothing}</p>}
      <ul>
        {wallIds.map((id) => (
          <WallRow key={id} id={id} mayThrow={content !== null} onThrow={() => void send(id)} />
        ))}
      </ul>
      {act.state === 'sending' ? <p role="status">{shell.sending}</p> : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <p className="dim">{text.hint}</p>
    </section>
  );
}

function WallRow({
  id,
  mayThrow,
  onThrow,
}: {
  id: WallId;
  mayThrow: boolean;
  onThrow: () => void;
}) {
  const { wallThrow: text } = useText();
  const wall = useSituation(({ walls }) => walls[id]);
  return (
    <li data-wall={id}>
      <button type="button" className="button" disabled={!wall || !mayThrow} onClick={onThrow}>
        <kbd>{id}</kbd> {text.wall(id)}
      </button>
      {wall ? <Shows wall={wall} /> : <span>{text.absent}</span>}
    </li>
  );
}

/** What hangs there: what was thrown, and the scene that it returns to and why it is that. */
function Shows({ wall }: { wall: Wall }) {
  const { wallThrow: text, scene: words } = useText();
  const language = useLanguage();
  const nowMs = useNow();
  const areas = wall.display?.areas ?? areaIds;
  const { thrown, scene, why, critical } = useShownOnWall({ wall, areas, asked: null });
  const takeBack = () => void perform(actKey, 'wall.take-back', { wallId: wall.id }, null);
  return (
    <>
      <span className="num">
        {thrown
          ? text.shows(
              text.kinds[thrown.content.kind],
              thrown.byName,
              clockAge(thrown.endsAtMs - nowMs),
            )
          : `${nameIn(language, scene)} · ${words.reasons[why]}`}
        {critical ? <i>{words.criticalPlaces[critical.in]}</i> : null}
      </span>
      {thrown ? (
        <button type="button" className="button quiet" onClick={takeBack}>
          {text.takeBack}
        </button>
      ) : null}
    </>
  );
}

/** What of each kind the operator has selected. */
function useContents(): Record<Kind, WallContent | null> {
  const incident = useSelectedIncident();
  const alarm = useSelectedAlarm();
  const chosen = useSelection((selection) => selection.cameraId);
  const cameraId = chosen ?? alarm?.cameraIds[0] ?? null;
  const point = alarm?.point ?? incident?.point ?? null;
  return {
    incident: incident ? { kind: 'incident', incidentId: incident.id } : null,
    camera: cameraId === null ? null : { kind: 'camera', cameraId },
    'map-view': point ? { kind: 'map-view', point } : null,
  };
}
