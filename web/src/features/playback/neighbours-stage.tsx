import type { LonLat } from '@ftz/shared/contract/position.ts';
import { createCameraFinder, type RankedCamera } from '@ftz/shared/geo/camera-finder.ts';
import { useEffect, useMemo, useState } from 'react';
import { useSite } from '#api/site.ts';
import type { PlaceThen } from '#desk/place-then.ts';
import { setStage } from '#desk/stage.ts';
import { usePlayKeys } from '#desk/use-play-keys.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useLanguage, useText } from '#text/text.ts';
import { whyCamera } from '#text/why-camera.ts';
import { NotLiveBand } from '#ui/not-live-band.tsx';
import { PlayButtons } from '#ui/play-buttons.tsx';
import { neighbourCameras } from './neighbour-cameras.ts';
import { RecordedTiles } from './recorded-tiles.tsx';
import { TimeBar } from './time-bar.tsx';
import { type KeptTimes, useKeptTimes } from './use-kept-times.ts';
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
  const kept = useKeptTimes(
    (cameras ?? []).map(({ camera }) => camera.id),
    span,
  );
  useEffect(() => setPlaying(true), [setPlaying]);
  const { toggle, pace, stepFrame } = usePlayKeys(player);
  return (
    <section className="neighbours" aria-label={text.neighbours}>
      <NotLiveBand
        title={text.neighbours}
        atMs={player.atMs}
        onLeave={() => setStage({ show: 'map' })}
      />
      {cameras ? (
        <Pictures cameras={cameras} place={place} clock={player} kept={kept} />
      ) : (
        <p className="recorded-none" role="status">
          {text.finding}
        </p>
      )}
      <footer className="neighbours-controls">
        <TimeBar player={player} span={span} marks={[place.atMs]} />
        <PlayButtons
          playing={player.playing}
          speed={player.speed}
          onToggle={toggle}
          onPace={pace}
          back={{ word: text.back, keyName: ',' }}
          forward={{ word: text.forward, keyName: '.' }}
          onStep={stepFrame}
        />
        <p>
          {summaryOf(place, cameras, kept, text)} <span className="dim">· {text.keys}</span>
        </p>
      </footer>
    </section>
  );
}

type PicturesProps = {
  cameras: readonly RankedCamera[];
  place: PlaceThen;
  clock: Parameters<typeof RecordedTiles>[0]['clock'];
  kept: KeptTimes;
};

function Pictures({ cameras, place, clock, kept }: PicturesProps) {
  const { cameraWatch } = useText();
  const language = useLanguage();
  const whys = new Map(
    cameras.map((each) => [each.camera.id, whyCamera(each, cameraWatch, language)]),
  );
  return (
    <RecordedTiles
      cameras={cameras.map(({ camera }) => camera)}
      clock={clock}
      purpose={place}
      whys={whys}
      kept={kept}
    />
  );
}

/** Null while it is asked where to look. */
function useNeighbours(place: PlaceThen): readonly RankedCamera[] | null {
  const site = useSite()?.site ?? null;
  const points: readonly LonLat[] | null = usePlacePoints(place);
  const { area } = place;
  return useMemo(() => {
    if (!site || !points) return null;
    if (points.length === 0) return [];
    const finder = createCameraFinder(site.cameras, site.obstacles);
    return neighbourCameras(finder, { points, area });
  }, [site, points, area]);
}

function summaryOf(
  { atMs }: PlaceThen,
  cameras: readonly RankedCamera[] | null,
  kept: KeptTimes,
  text: ReturnType<typeof useText>['playback'],
): string {
  const withSome = [...kept.values()].filter(({ lack }) => lack === null).length;
  return text.neighboursOf(zoneTime(atMs), cameras?.length ?? 0, withSome);
}
