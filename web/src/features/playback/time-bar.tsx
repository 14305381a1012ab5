import type { Span } from '@ftz/shared/contract/recording.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { memo, useState } from 'react';
import type { Player } from '#desk/use-player.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import type { ViewingPurpose } from './playlist-address.ts';
import { ScrubStill } from './scrub-still.tsx';
import { momentAt, percentOf, ticksOf } from './time-ticks.ts';
import type { KeptTimes } from './use-kept-times.ts';
import './time-bar.css';

/** Something that happened, to be found again on the bar. */
export type Mark = { key: string; atMs: number; label: string };

type Props = {
  cameras: readonly Camera[];
  kept: KeptTimes;
  player: Player;
  span: Span;
  marks: readonly Mark[];
  purpose: ViewingPurpose;
};

/** Where the mouse is: which moment, and on whose lane. */
type Pointed = { atMs: number; cameraId: string | null };

/** One step of the arrow keys on the bar. */
const stepMs = 1_000;
/** So near to a mark, in percent of the bar, it is the mark that is pointed at. */
const nearMark = 0.6;

/**
 * The whole time that can be looked at: a lane for each camera, filled where something is kept, the incident's
 * entries across. Dragged or led by keys; wherever it is pointed at, a small picture says what one would see.
 */
export function TimeBar({ cameras, kept, player, span, marks, purpose }: Props) {
  const { playback: text } = useText();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const [byKeys, setByKeys] = useState(false);
  const point = ({ currentTarget, clientX, clientY }: React.PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const lane = Math.floor(((clientY - box.top) / box.height) * cameras.length);
    const atMs = Math.round(momentAt(span, (clientX - box.left) / box.width));
    setByKeys(false);
    setPointed({ atMs, cameraId: cameras[lane]?.id ?? null });
  };
  const first = cameras.find(({ id }) => kept.get(id)?.lack === null) ?? cameras[0];
  const still = pointed ?? (byKeys ? { atMs: player.atMs, cameraId: first?.id ?? null } : null);
  const camera = cameras.find(({ id }) => id === still?.cameraId);
  return (
    <div className="time-bar">
      <div className="time-names num" aria-hidden="true">
        {cameras.map(({ id }) => (
          <span key={id}>{id}</span>
        ))}
      </div>
      <div className="time-lanes">
        <Lanes cameras={cameras} kept={kept} span={span} />
        {marks.filter(isWithin(span)).map(({ key, atMs }) => (
          <i key={key} className="time-mark" style={leftAt(span, atMs)} />
        ))}
        <input
          type="range"
          aria-label={text.at}
          aria-valuetext={zoneTime(player.atMs)}
          min={span.fromMs}
          max={span.untilMs}
          step={stepMs}
          value={player.atMs}
          onChange={(event) => player.seek(Number(event.target.value))}
          onPointerMove={point}
          onPointerLeave={() => setPointed(null)}
          onKeyDown={() => setByKeys(true)}
          onBlur={() => setByKeys(false)}
        />
        <i className="time-head" style={leftAt(span, player.atMs)} />
        {still && camera ? (
          <ScrubStill
            camera={camera}
            atMs={still.atMs}
            left={percentOf(span, still.atMs)}
            label={labelAt(marks, span, still.atMs)}
            purpose={purpose}
          />
        ) : null}
      </div>
      <div className="time-ticks num" aria-hidden="true">
        {ticksOf(span, mostTicks).map((atMs) => (
          <time key={atMs} style={leftAt(span, atMs)}>
            {zoneTime(atMs)}
          </time>
        ))}
      </div>
    </div>
  );
}

const mostTicks = 8;

const isWithin =
  ({ fromMs, untilMs }: Span) =>
  ({ atMs }: Mark) =>
    atMs >= fromMs && atMs <= untilMs;

function leftAt(span: Span, atMs: number): { left: string } {
  return { left: `${percentOf(span, atMs)}%` };
}

function labelAt(marks: readonly Mark[], span: Span, atMs: number): string | null {
  const at = percentOf(span, atMs);
  return marks.find((mark) => Math.abs(percentOf(span, mark.atMs) - at) < nearMark)?.label ?? null;
}

type LanesProps = Pick<Props, 'cameras' | 'kept' | 'span'>;

/** Filled where something is kept; where nothing is, the tile of the camera says why. */
const Lanes = memo(function Lanes({ cameras, kept, span }: LanesProps) {
  const within = (atMs: number) => Math.min(span.untilMs, Math.max(span.fromMs, atMs));
  return cameras.map(({ id }) => (
    <div key={id} className="time-lane" data-camera-id={id}>
      {kept.get(id)?.spans.map(({ fromMs, untilMs }) => {
        const left = percentOf(span, within(fromMs));
        const width = `${percentOf(span, within(untilMs)) - left}%`;
        return <i key={fromMs} style={{ left: `${left}%`, width }} />;
      })}
    </div>
  ));
});
