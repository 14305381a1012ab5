import { type Scene, type ScenePane, sceneGrid } from '@ftz/shared/contract/scene.ts';
import { placed } from '@ftz/shared/state/scene-draft.ts';
import type { Place } from '@ftz/shared/state/scene-layout.ts';
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { classNames } from '#lib/class-names.ts';
import { useText, wordFor } from '#text/text.ts';
import './draft-canvas.css';

type Props = {
  scene: Scene;
  selected: number | null;
  onSelect: (index: number) => void;
  /** A place that suits; the others are refused here. */
  onPlace: (scene: Scene) => void;
  onRemove: (index: number) => void;
  onRefused: () => void;
};

/** What the hand is about to do with one pane, in cells. */
type Grip = { index: number; place: Place; isFit: boolean };

const grid = { '--columns': sceneGrid.columns, '--rows': sceneGrid.rows } as CSSProperties;
const steps: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The panes of a scene at the wall's proportions. A pane is dragged, or moved by the arrows; its corner,
 * or Shift with the arrows, makes it larger and smaller. Where it does not fit it stays where it was.
 */
export function DraftCanvas(props: Props) {
  const { scene } = props;
  const canvas = useRef<HTMLDivElement>(null);
  const [grip, setGrip] = useState<Grip | null>(null);
  const tryPlace = (index: number, place: Place) => {
    const next = placed(scene, index, place);
    if (next) props.onPlace(next);
    else props.onRefused();
  };
  const cellPx = () => ({
    w: (canvas.current?.clientWidth ?? 1) / sceneGrid.columns,
    h: (canvas.current?.clientHeight ?? 1) / sceneGrid.rows,
  });
  return (
    <div ref={canvas} className="draft-canvas" style={grid}>
      {scene.panes.map((pane, index) => (
        <DraftPane
          // biome-ignore lint/suspicious/noArrayIndexKey: a pane is who it is by its place in the list.
          key={index}
          pane={pane}
          grip={grip?.index === index ? grip : null}
          isSelected={props.selected === index}
          cellPx={cellPx}
          onSelect={() => props.onSelect(index)}
          onRemove={() => props.onRemove(index)}
          onGrip={(place) => setGrip({ index, place, isFit: placed(scene, index, place) !== null })}
          onPlace={(place) => {
            setGrip(null);
            if (place) tryPlace(index, place);
          }}
        />
      ))}
    </div>
  );
}

type PaneProps = {
  pane: ScenePane;
  grip: Grip | null;
  isSelected: boolean;
  cellPx: () => { w: number; h: number };
  onSelect: () => void;
  onRemove: () => void;
  onGrip: (place: Place) => void;
  /** Null: the hand let go without having moved it. */
  onPlace: (place: Place | null) => void;
};

function DraftPane({ pane, grip, isSelected, ...act }: PaneProps) {
  const { scene: text, shell } = useText();
  const { x, y, w, h } = grip?.place ?? pane;
  const gridArea = `${y + 1} / ${x + 1} / span ${h} / span ${w}`;
  const moving = useDrag(act, (dx, dy) => within({ ...pane, x: pane.x + dx, y: pane.y + dy }));
  const sizing = useDrag(act, (dx, dy) => within({ ...pane, w: pane.w + dx, h: pane.h + dy }));
  const pressed = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') act.onRemove();
    else if (!step) return;
    else {
      const [dx, dy] = step;
      const { x, y, w, h } = pane;
      act.onPlace(event.shiftKey ? { x, y, w: w + dx, h: h + dy } : { x: x + dx, y: y + dy, w, h });
    }
    event.preventDefault();
    event.stopPropagation();
  };
  const area = pane.area === null ? '' : ` · ${wordFor(shell.areas, pane.area)}`;
  return (
    <div
      className={classNames('draft-pane', isSelected && 'selected', grip && !grip.isFit && 'unfit')}
      data-part={pane.part}
      style={{ gridArea }}
    >
      <button
        type="button"
        className="draft-pane-body"
        aria-pressed={isSelected}
        onFocus={act.onSelect}
        onKeyDown={pressed}
        {...moving}
      >
        <b>
          {text.parts[pane.part]}
          {area}
        </b>
        <span className="num">
          {w} × {h}
        </span>
        <span className="visually-hidden">{text.placeOfPane(x, y, w, h)}</span>
      </button>
      <button
        type="button"
        className="draft-pane-corner"
        tabIndex={-1}
        aria-label={text.resize(text.parts[pane.part])}
        {...sizing}
      />
    </div>
  );
}

/** A hand may go beyond the screen; the pane is not taken there. */
function within({ x, y, w, h }: Place): Place {
  const { columns, rows } = sceneGrid;
  const [width, height] = [clamp(w, 1, columns), clamp(h, 1, rows)];
  return { x: clamp(x, 0, columns - width), y: clamp(y, 0, rows - height), w: width, h: height };
}

const clamp = (value: number, least: number, most: number) =>
  Math.min(most, Math.max(least, value));

type Hand = Pick<PaneProps, 'cellPx' | 'onSelect' | 'onGrip' | 'onPlace'>;

/** From where the hand took hold to where it lets go, in whole cells. */
function useDrag(hand: Hand, placeAt: (dx: number, dy: number) => Place) {
  const from = useRef<{ x: number; y: number } | null>(null);
  const cells = (event: PointerEvent): [number, number] => {
    const { w, h } = hand.cellPx();
    const begun = from.current ?? { x: event.clientX, y: event.clientY };
    return [Math.round((event.clientX - begun.x) / w), Math.round((event.clientY - begun.y) / h)];
  };
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { x: event.clientX, y: event.clientY };
      hand.onSelect();
    },
    onPointerMove: (event: PointerEvent) => {
      if (from.current) hand.onGrip(placeAt(...cells(event)));
    },
    onPointerUp: (event: PointerEvent) => {
      if (!from.current) return;
      const [dx, dy] = cells(event);
      from.current = null;
      hand.onPlace(dx === 0 && dy === 0 ? null : placeAt(dx, dy));
    },
    onPointerCancel: () => {
      from.current = null;
      hand.onPlace(null);
    },
  };
}
