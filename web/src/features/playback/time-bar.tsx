import type { Span } from '@ftz/shared/contract/recording.ts';
import type { Player } from '#desk/use-player.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import './time-bar.css';

type Props = { player: Player; span: Span; marks: readonly number[] };

/** The whole time that can be looked at, to point into. */
export function TimeBar({ player, span, marks }: Props) {
  const { playback: text } = useText();
  const { fromMs, untilMs } = span;
  const share = (atMs: number) => ((atMs - fromMs) / Math.max(1, untilMs - fromMs)) * 100;
  return (
    <div className="time-bar">
      {marks.map((atMs) => (
        <i key={atMs} style={{ left: `${share(atMs)}%` }} />
      ))}
      <input
        type="range"
        aria-label={text.at}
        aria-valuetext={zoneTime(player.atMs)}
        min={fromMs}
        max={untilMs}
        step={100}
        value={player.atMs}
        onChange={(event) => player.seek(Number(event.target.value))}
      />
    </div>
  );
}
