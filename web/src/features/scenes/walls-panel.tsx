import { mayDo } from '@ftz/shared/access/policy.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { type Wall, type WallId, wallIds } from '@ftz/shared/contract/wall.ts';
import { siteHall } from '@ftz/shared/site/scenes.ts';
import { screensOf } from '@ftz/shared/state/joined-walls.ts';
import { allScenes } from '@ftz/shared/state/scenes.ts';
import { usePrincipal } from '#api/session.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute, zoneTime } from '#lib/zone-time.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useShownOnWall } from '#live/use-shown-on-wall.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** Every screen of the hall: what it shows now and why, whether it is alive, and another scene for it. */
export function WallsPanel() {
  const { scene: text } = useText();
  return (
    <section className="walls-panel">
      <h2>{text.walls}</h2>
      <ul>
        {wallIds.map((id) => (
          <WallRow key={id} id={id} />
        ))}
      </ul>
      <JoinRow />
    </section>
  );
}

function WallRow({ id }: { id: WallId }) {
  const { scene: text } = useText();
  const wall = useSituation(({ walls }) => walls[id]);
  return (
    <li data-wall={id} data-there={wall ? 'yes' : 'no'}>
      <b>{text.wall(id)}</b>
      {wall ? <WallFacts wall={wall} /> : <span className="dim">{text.absent}</span>}
    </li>
  );
}

function WallFacts({ wall }: { wall: Wall }) {
  const { scene: text, wallThrow } = useText();
  const language = useLanguage();
  const nowMs = useNow();
  const areas = wall.display?.areas ?? areaIds;
  const shown = useShownOnWall({ wall, areas, asked: null });
  const { thrown, critical } = shown;
  const set = wall.scene;
  return (
    <>
      <span className="shows">
        {nameIn(language, shown.scene)} · {text.reasons[shown.why]}
      </span>
      <Sight wall={wall} />
      {set ? <span className="num dim">{text.setBy(set.byName, zoneMinute(set.atMs))}</span> : null}
      {thrown ? (
        <span className="num">
          {wallThrow.shows(
            wallThrow.kinds[thrown.content.kind],
            thrown.byName,
            clockAge(thrown.endsAtMs - nowMs),
          )}
        </span>
      ) : null}
      {critical ? <span className="critical">{text.criticalPlaces[critical.in]}</span> : null}
      {wall.joint ? <Joined wall={wall} /> : null}
      <SceneChoice wall={wall} />
    </>
  );
}

function Sight({ wall: { display, blindSinceMs } }: { wall: Wall }) {
  const { scene: text } = useText();
  if (!display) return <span className="dim">{text.notWatched}</span>;
  return blindSinceMs === null ? (
    <span className="dim">{text.alive}</span>
  ) : (
    <strong className="num">{text.blindSince(zoneTime(blindSinceMs))}</strong>
  );
}

const actKeyOf = (id: WallId) => `wall-scene-${id}`;

/** Chosen at once: what the wall then shows stands above it. */
function SceneChoice({ wall }: { wall: Wall }) {
  const { scene: text, shell } = useText();
  const language = useLanguage();
  const act = useAct(actKeyOf(wall.id));
  const scenes = useSituation((situation) => allScenes(situation, siteHall.scenes));
  const mayBring = useMayArrange();
  if (!mayBring) return null;
  const set = (sceneId: string) =>
    void perform(actKeyOf(wall.id), 'wall.set-scene', { wallId: wall.id, sceneId }, null);
  return (
    <>
      <select
        className="field"
        aria-label={text.sceneOfWall(wall.id)}
        name={`scene-of-${wall.id}`}
        value={wall.scene?.sceneId ?? ''}
        onChange={({ target }) => set(target.value)}
      >
        {wall.scene ? null : <option value="">{text.usual}</option>}
        {scenes.map((scene) => (
          <option key={scene.id} value={scene.id}>
            {nameIn(language, scene)}
          </option>
        ))}
      </select>
      {act.state === 'sending' ? <span role="status">{shell.sending}</span> : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </>
  );
}

export function useMayArrange(): boolean {
  const principal = usePrincipal();
  return principal !== null && mayDo(principal, 'wall.set-scene', null);
}

function Joined({ wall }: { wall: Wall }) {
  const { scene: text } = useText();
  const part = () => void perform(actKeyOf(wall.id), 'wall.part', { wallId: wall.id }, null);
  return (
    <span className="joined num">
      {text.joinedWith(
        screensOf(wall)
          .filter((id) => id !== wall.id)
          .join(' '),
      )}
      <button type="button" className="button quiet" onClick={part}>
        {text.part}
      </button>
    </span>
  );
}

/** How the screens of this hall may stand; the first hangs in the upper left. */
const shapes = [
  { columns: 2, rows: 1 },
  { columns: 3, rows: 1 },
  { columns: 4, rows: 1 },
  { columns: 2, rows: 2 },
] as const;
/** A narrow frame: two bezels of under a hundredth of a screen. */
const usualGap = 10;

function JoinRow() {
  const { scene: text } = useText();
  const act = useAct('walls-joined');
  const walls = useSituation((situation) => situation.walls);
  const mayBring = useMayArrange();
  if (!mayBring) return null;
  const there = wallIds.filter((id) => walls[id]);
  const fitting = shapes.filter(({ columns, rows }) => columns * rows <= there.length);
  if (fitting.length === 0) return null;
  const join = (columns: number, rows: number) => {
    const screens = there.slice(0, columns * rows).map((wallId, i) => ({
      wallId,
      column: i % columns,
      row: Math.floor(i / columns),
    }));
    const joint = { columns, rows, screens, gapX: usualGap, gapY: usualGap };
    void perform('walls-joined', 'wall.join', { joint }, null);
  };
  return (
    <fieldset className="join-row">
      <legend>{text.join}</legend>
      {fitting.map(({ columns, rows }) => (
        <button
          key={`${columns}x${rows}`}
          type="button"
          className="button"
          data-shape={`${columns}x${rows}`}
          onClick={() => join(columns, rows)}
        >
          {text.shape(columns, rows, there.slice(0, columns * rows).join(' '))}
        </button>
      ))}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </fieldset>
  );
}
