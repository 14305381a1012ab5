import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { useKeys } from '#desk/keys.ts';
import { usePlayKeys } from '#desk/use-play-keys.ts';
import type { Player } from '#desk/use-player.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import { PlayButtons } from '#ui/play-buttons.tsx';
import { type Span, stepFrom } from './replay-moments.ts';

type Props = { player: Player; span: Span; events: readonly DurableEvent[] };

/** Play, pause, entry by entry, slower and faster, and the whole length to point at. */
export function ReplayControls({ player, span, events }: Props) {
  const { replay: text } = useText();
  const { atMs, playing, speed, seek, setPlaying } = player;
  const { toggle, pace } = usePlayKeys(player);
  const step = (by: 1 | -1) => {
    setPlaying(false);
    seek(stepFrom(events, atMs, by));
  };
  useKeys({ j: () => step(1), k: () => step(-1) }, 20);
  const share = (eventAtMs: number) =>
    ((eventAtMs - span.fromMs) / Math.max(1, span.toMs - span.fromMs)) * 100;
  return (
    <footer className="replay-controls">
      <div className="replay-length">
        {events.map(({ seq, atMs: eventAtMs }) => (
          <i key={seq} style={{ left: `${share(eventAtMs)}%` }} />
        ))}
        <input
          type="range"
          aria-label={text.at}
          aria-valuetext={zoneTime(atMs)}
          min={span.fromMs}
          max={span.toMs}
          step={100}
          value={atMs}
          onChange={(event) => seek(Number(event.target.value))}
        />
      </div>
      <PlayButtons
        playing={playing}
        speed={speed}
        onToggle={toggle}
        onPace={pace}
        back={{ word: text.back, keyName: 'K' }}
        forward={{ word: text.forward, keyName: 'J' }}
        onStep={step}
      />
      <p className="dim">{text.keys}</p>
    </footer>
  );
}
