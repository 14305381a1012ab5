import type { Camera } from '@ftz/shared/contract/site.ts';
import { type KeyboardEvent, useRef } from 'react';
import { useSteeredBy } from '#api/steering.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import type { SteeringHand } from './steering-hand.ts';
import { useSteeringHand } from './use-steering-hand.ts';
import './steer-pad.css';

const ways = {
  ArrowUp: { pan: 0, tilt: 1, zoom: 0 },
  ArrowLeft: { pan: -1, tilt: 0, zoom: 0 },
  ArrowRight: { pan: 1, tilt: 0, zoom: 0 },
  ArrowDown: { pan: 0, tilt: -1, zoom: 0 },
  '+': { pan: 0, tilt: 0, zoom: 1 },
  '-': { pan: 0, tilt: 0, zoom: -1 },
} as const;
type Way = keyof typeof ways;
const signs: Record<Way, string> = {
  ArrowUp: '▲',
  ArrowLeft: '◀',
  ArrowRight: '▶',
  ArrowDown: '▼',
  '+': '+',
  '-': '−',
};
/** Half of the fastest: a hand finds what it looks for. */
const pace = 0.5;

type Props = { camera: Pick<Camera, 'id' | 'ptz'>; maySteer: boolean };

/** The mount of a camera under a hand: who has it, and, for those who may, what turns it. */
export function SteerPad({ camera, maySteer }: Props) {
  const { video: text } = useText();
  const by = useSteeredBy(camera.id);
  const [hand, refusal] = useSteeringHand(camera.id);
  return (
    <>
      {by ? (
        <p className="steer-by" role="status">
          {by.isMe ? text.steeredByMe : text.steeredBy(by.name)}
        </p>
      ) : null}
      {maySteer ? <Pad camera={camera} hand={hand} /> : null}
      <div className="steer-refusal">
        <RefusalLine refusal={refusal} />
      </div>
    </>
  );
}

/** Held with a pointer or a key; let go of by whatever takes either away. */
function Pad({ camera, hand }: { camera: Props['camera']; hand: SteeringHand }) {
  const { video: text } = useText();
  const language = useLanguage();
  const held = useRef(new Set<Way>());
  const turn = () => {
    if (held.current.size === 0) hand.letGo();
    else hand.hold(sumOf(held.current));
  };
  const press = (way: Way) => {
    held.current.add(way);
    turn();
  };
  const release = (way: Way) => {
    if (held.current.delete(way)) turn();
  };
  const releaseAll = () => {
    held.current.clear();
    hand.letGo();
  };
  const presets = camera.ptz?.presets ?? [];
  const pressed = (event: KeyboardEvent) => {
    const preset = presets.find(({ number }) => String(number) === event.key);
    const way = wayOf(event);
    if ((!preset && !way) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.repeat) return;
    if (way) press(way);
    else if (preset) hand.goTo(preset.number);
  };
  return (
    <div
      className="steer-hand"
      role="toolbar"
      aria-label={text.steer}
      title={text.steerHint}
      onKeyDown={pressed}
      onKeyUp={(event) => {
        const way = wayOf(event);
        if (way) release(way);
      }}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) releaseAll();
      }}
    >
      {(Object.keys(ways) as Way[]).map((way) => (
        <button
          key={way}
          type="button"
          data-way={way}
          tabIndex={way === 'ArrowUp' ? 0 : -1}
          aria-label={text.ways[way]}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            press(way);
          }}
          onLostPointerCapture={() => release(way)}
          onContextMenu={(event) => event.preventDefault()}
        >
          {signs[way]}
        </button>
      ))}
      {presets.map((preset) => (
        <button
          key={preset.number}
          type="button"
          tabIndex={-1}
          aria-label={nameIn(language, preset)}
          title={`${nameIn(language, preset)} ${preset.number}`}
          onClick={() => hand.goTo(preset.number)}
        >
          {preset.number}
        </button>
      ))}
    </div>
  );
}

/** The arrow that was pressed, or that of the button that is pressed by key. */
function wayOf({ key, target }: KeyboardEvent): Way | null {
  if (key === '=') return '+';
  const isPress = key === ' ' || key === 'Enter';
  const named = isPress && target instanceof HTMLElement ? (target.dataset.way ?? '') : key;
  return Object.hasOwn(ways, named) ? (named as Way) : null;
}

function sumOf(held: ReadonlySet<Way>) {
  const sum = { pan: 0, tilt: 0, zoom: 0 };
  for (const way of held) {
    const { pan, tilt, zoom } = ways[way];
    sum.pan += pan * pace;
    sum.tilt += tilt * pace;
    sum.zoom += zoom * pace;
  }
  return sum;
}
