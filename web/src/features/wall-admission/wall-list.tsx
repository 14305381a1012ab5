import { type HeardWall, type Wall, type WallId, wallIds } from '@ftz/shared/contract/wall.ts';
import { useState } from 'react';
import { shortAge } from '#lib/age.ts';
import { zoneDate, zoneTime } from '#lib/zone-time.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** Each screen of the hall: which browser it is, and by whose word. */
export function WallList({ heard }: { heard: readonly HeardWall[] }) {
  const { wallAdmission: text } = useText();
  const walls = useSituation((situation) => situation.walls);
  return (
    <div className="wall-part">
      <header>
        <h2>{text.screens}</h2>
      </header>
      <ul>
        {wallIds.map((id) => (
          <Screen
            key={id}
            id={id}
            wall={walls[id]}
            heard={heard.find(({ wallId }) => wallId === id)}
          />
        ))}
      </ul>
    </div>
  );
}

type ScreenProps = { id: WallId; wall: Wall | undefined; heard: HeardWall | undefined };

function Screen({ id, wall, heard }: ScreenProps) {
  const { wallAdmission: text, shell } = useText();
  const display = wall?.display;
  return (
    <li data-wall={id} data-let-in={display ? 'yes' : 'no'}>
      <strong>{text.wallAt(id)}</strong>
      {display ? (
        <>
          <span className="num">
            {text.letInBy(display.byName, `${zoneDate(display.atMs)} ${zoneTime(display.atMs)}`)}
          </span>
          <span>{display.areas.map((area) => wordFor(shell.areaNames, area)).join(' · ')}</span>
          <span className="num">{display.address}</span>
          <span>{display.browser}</span>
          <Heard wall={wall} heard={heard} />
          <PutOut id={id} />
        </>
      ) : (
        <span className="dim">{wall ? text.byAccount : text.free}</span>
      )}
    </li>
  );
}

/** Since when it is blind, or how it fares. */
function Heard({ wall, heard }: { wall: Wall; heard: HeardWall | undefined }) {
  const { wallAdmission: text } = useText();
  const nowMs = useNow();
  if (wall.blindSinceMs !== null)
    return <strong className="num">{text.blind(wall.id, zoneTime(wall.blindSinceMs))}</strong>;
  if (!heard) return <span className="dim">{text.notHeardYet}</span>;
  const { fps, heapBytes, seq } = heard.beat;
  return (
    <span className="num">
      {[
        text.heardAgo(shortAge(nowMs - heard.atMs)),
        `${Math.round(fps)} fps`,
        heapBytes === null ? '' : `${Math.round(heapBytes / 1e6)} MB`,
        `#${seq}`,
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  );
}

/** Said twice: a screen that is put out goes dark in the hall at once. */
function PutOut({ id }: { id: WallId }) {
  const { wallAdmission: text } = useText();
  const [asked, setAsked] = useState(false);
  const key = `wall-${id}`;
  const act = useAct(key);
  const putOut = () => void perform(key, 'wall.revoke', { wallId: id }, null);
  return (
    <>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <button
        type="button"
        className="button"
        data-act="put-out"
        disabled={act.state === 'sending'}
        onClick={asked ? putOut : () => setAsked(true)}
        onBlur={() => setAsked(false)}
      >
        {asked ? text.putOutSure : text.putOut}
      </button>
    </>
  );
}
