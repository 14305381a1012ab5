import type { Speed } from '#lib/running-time.ts';
import { useText } from '#text/text.ts';
import './play-buttons.css';

/** A little less is nothing that anybody sees. */
const keepsUp = 0.85;

type Step = { word: string; keyName: string };
type Props = {
  playing: boolean;
  speed: Speed;
  /** As fast as pictures keep up with: said where that is less. */
  runsAt: number;
  onToggle: () => void;
  onPace: (by: 1 | -1) => void;
  /** What one step is: an entry of a story, or a picture. */
  back: Step;
  forward: Step;
  onStep: (by: 1 | -1) => void;
};

/** Play, pause, step by step, slower and faster. */
export function PlayButtons({
  playing,
  speed,
  runsAt,
  onToggle,
  onPace,
  back,
  forward,
  onStep,
}: Props) {
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
      <output className="num">
        {speed}×
        {runsAt < keepsUp * speed ? (
          <span className="play-buttons-real">{text.runsAt(runsAt.toFixed(1))}</span>
        ) : null}
      </output>
      <button type="button" className="button" onClick={() => onPace(1)}>
        {text.faster} <kbd>]</kbd>
      </button>
    </div>
  );
}
