import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { useKeys } from '#desk/keys.ts';
import { usePlayKeys } from '#desk/use-play-keys.ts';
import type { Player } from '#desk/use-player.ts';
import { useText } from '#text/text.ts';
import { PlayButtons } from '#ui/play-buttons.tsx';
import { stepFrom } from './replay-moments.ts';

type Props = { player: Player; events: readonly DurableEvent[] };

/** Play, pause, entry by entry, slower and faster. */
export function ReplayControls({ player, events }: Props) {
  const { replay: text } = useText();
  const { atMs, playing, speed, runsAt, seek, setPlaying } = player;
  const { toggle, pace } = usePlayKeys(player);
  const step = (by: 1 | -1) => {
    setPlaying(false);
    seek(stepFrom(events, atMs, by));
  };
  useKeys({ j: () => step(1), k: () => step(-1) }, 20);
  return (
    <footer className="replay-controls">
      <PlayButtons
        playing={playing}
        speed={speed}
        runsAt={runsAt}
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
