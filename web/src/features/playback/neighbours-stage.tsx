import type { RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { useEffect, useMemo, useState } from 'react';
import { useSite } from '#api/site.ts';
import type { PlaceThen } from '#desk/place-then.ts';
import { setStage } from '#desk/stage.ts';
import { usePlayKeys } from '#desk/use-play-keys.ts';
import { finderOf } from '#desk/watched-target.ts';
import { useSituation } from '#live/durable-store.ts';
import { useLanguage, useText } from '#text/text.ts';
import { timelineMarks } from '#text/timeline-marks.ts';
import { whyCamera } from '#text/why-camera.ts';
import { PlayButtons } from '#ui/play-buttons.tsx';
import { ThenBand } from '#ui/then-band.tsx';
import { neighbourCameras } from './neighbour-cameras.ts';
import { OtherMoment } from './other-moment.tsx';
import { RecordedView } from './recorded-view.tsx';
import type { Mark } from './time-bar.tsx';
import { usePlacePoints } from './use-place-points.ts';
import { usePlayerToPresent } from './use-player-to-present.ts';
import './neighbours-stage.css';

/** So much before and after the moment can be looked at. */
const aroundMs = 5 * 60_000;
/** What led to it is seen, too. */
const leadMs = 30_000;

/** What the cameras around a place saw at one moment, playing from half a minute before on one clock. */
export function NeighboursStage({ place }: { place: PlaceThen }) {
  const { playback: text } = useText();
  const cameras = useNeighbours(place);
  const [span] = useState({ fromMs: place.atMs - aroundMs, untilMs: place.atMs + aroundMs });
  const player = usePlayerToPresent(span, place.atMs - leadMs);
  const { setPlaying } = player;
  const shown = useMemo(() => (cameras ?? []).map(({ camera }) => camera), [cameras]);
  const whys = useWhys(cameras);
  const marks = useMarks(place);
  useEffect(() => setPlaying(true), [setPlaying]);
  const { toggle, pace, stepFrame } = usePlayKeys(player);
  return (
    <section className="then-stage neighbours" aria-label={text.neighbours}>
      <ThenBand
        title={text.neighbours}
        atMs={player.atMs}
        onLeave={() => setStage({ show: 'map' })}
      />
      {cameras ? (
        <RecordedView
          cameras={shown}
          player={player}
          span={span}
          marks={marks}
          purpose={place}
          whys={whys}
        />
      ) : (
        <p className="recorded-none" role="status">
          {text.finding}
        </p>
      )}
      <footer className="neighbours-controls">
        <div className="neighbours-acts">
          <PlayButtons
            playing={player.playing}
            speed={player.speed}
            runsAt={player.runsAt}
            onToggle={toggle}
            onPace={pace}
            back={{ word: text.back, keyName: ',' }}
            forward={{ word: text.forward, keyName: '.' }}
            onStep={stepFrame}
          />
          <OtherMoment
            onAsk={(atMs) => setStage({ show: 'neighbours', place: { ...place, atMs } })}
          />
        </div>
        <p className="dim">{text.keys}</p>
      </footer>
    </section>
  );
}

function useWhys(cameras: readonly RankedCamera[] | null): ReadonlyMap<string, string> {
  const { cameraWatch } = useText();
  const language = useLanguage();
  return new Map(
    (cameras ?? []).map((each) => [each.camera.id, whyCamera(each, cameraWatch, language)]),
  );
}

/** What is known of the story that the place belongs to. */
function useMarks({ atMs, incidentId }: PlaceThen): Mark[] {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const { tasks, deviceOrders: orders, incidents } = useSituation((situation) => situation);
  const incident = incidents[incidentId ?? ''];
  const asked = { key: 'asked', atMs, label: text.playback.asked };
  if (!incident) return [asked];
  return [asked, ...timelineMarks({ incident, tasks, orders, site, text, language })];
}

/** Null while it is asked where to look. */
function useNeighbours(place: PlaceThen): readonly RankedCamera[] | null {
  const facts = useSite();
  const points = usePlacePoints(place);
  const { area } = place;
  return useMemo(() => {
    if (!facts || !points) return null;
    return points.length === 0 ? [] : neighbourCameras(finderOf(facts), { points, area });
  }, [facts, points, area]);
}
