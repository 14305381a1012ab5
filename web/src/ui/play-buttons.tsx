import type { Speed } from '#lib/running-time.ts';
import { useText } from '#text/text.ts';
import './play-buttons.css';

type Step = { word: string; keyName: string };
type Props = {
  playing: boolean;
  speed: Speed;
  onToggle: () => void;
  onPace: (by: 1 | -1) => void;
  /** What one step is: an entry of a story, or a picture. */
  back: Step;
  forward: Step;
  onStep: (by: 1 | -1) => void;
};

/** Play, pause, step by step, slower and faster. */
export function PlayButtons({ playing, speed, onToggle, onPace, back, forward, onStep }: Props) {
  const { playback: text } = useText();
  return (
    <div className="play-buttons">
      <button type="button" className="button" onClick={() => onStep(-1)}>
        {back.word} <kbd>{back.keyName}</kbd>
      </button>
      <button type="button" className="button primary" onClick={onToggle}>
        {playing ? text.pause : text.play}
      </button>
      <button type="button" className="button" onClick={() => onStep(1)}>
        {forward.word} <kbd>{forward.keyName}</kbd>
      </button>
      <button type="button" className="button" onClick={() => onPace(-1)}>
        {text.slower} <kbd>[</kbd>
      </button>
      <output className="num">{speed}×</output>
      <button type="button" className="button" onClick={() => onPace(1)}>
        {text.faster} <kbd>]</kbd>
      </button>
    </div>
  );
}
