import type { LonLat } from '@ftz/shared/contract/position.ts';
import { type Box, moved, type Pixel } from '#features/map/paint/pixels.ts';
import { arrangeLabels, type LabelSide, type LabelSpot } from './arrange-labels.ts';
import { labelRank } from './label-ranks.ts';

/** Something of the page that is held over a place of the map, which is asked for after each frame. */
export type Pin = {
  element: HTMLElement;
  /** Null hides it. */
  pointNow: () => LonLat | null;
  /** How far below its place it is drawn. */
  belowPx: () => number;
  /** Of a mark, which stands at its place: what it covers around it. */
  covers: () => Box | null;
  /** Of a label, which goes where there is room, and else is hidden. */
  label: LabelRules | null;
  onPinned: (element: HTMLElement, at: Pixel) => void;
};

export type LabelRules = {
  rank: number;
  gap: Pixel;
  sides: readonly LabelSide[];
  /** How many gaps away it may stand where there is no room nearer; left out: one. */
  reaches?: readonly number[];
};

const nearOnly: readonly number[] = [1];

/** The screen that pins are held over. */
export type Ground = {
  project: (point: LonLat) => Pixel;
  size: () => { width: number; height: number };
  /** Told with each arrangement what now stands over it. */
  onArranged: (boxes: readonly Box[]) => void;
};

type Held = Pin & {
  size: { width: number; height: number } | null;
  spot: LabelSpot | null;
  css: string;
};

/** Everything pinned to one map, arranged in one go: marks first, then labels where they cover nothing. */
export type PinBoard = {
  add(pin: Pin): () => void;
  /** An element of the page that lies over the map, which no label may go under. */
  keepClear(element: HTMLElement): () => void;
  /** What the map itself draws and no label may cover, by name; told again when it changes. */
  keepOff(name: string, boxes: () => readonly Box[]): void;
  /** At once. */
  place(): void;
  /** Once, when all that changes now has changed. */
  settle(): void;
  destroy(): void;
};

export function createPinBoard({ project, size, onArranged }: Ground): PinBoard {
  const pins = new Set<Held>();
  const clear = new Map<HTMLElement, Box>();
  const drawn = new Map<string, () => readonly Box[]>();
  let isSettling = false;
  let edges = '';
  const byContent = new WeakMap<Element, Held>();
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) measure(target);
    place();
  });

  function measure(target: Element): void {
    const held = byContent.get(target);
    const { offsetWidth: width, offsetHeight: height } = target as HTMLElement;
    if (held) held.size = { width, height };
    else if (clear.has(target as HTMLElement))
      clear.set(
        target as HTMLElement,
        moved({ left: 0, top: 0, right: width, bottom: height }, placeOnMap(target)),
      );
  }

  /** What stands at an edge goes with it, and keeps its own size. */
  function followEdges(): void {
    const { width, height } = size();
    if (`${width} ${height}` === edges) return;
    edges = `${width} ${height}`;
    for (const element of clear.keys()) measure(element);
  }

  function place(): void {
    followEdges();
    const standing = [...clear.values()];
    const labels: { held: Held; at: Pixel }[] = [];
    for (const held of pins) {
      const point = held.pointNow();
      const at = point && below(project(point), held.belowPx());
      if (at && held.label) labels.push({ held, at });
      else {
        show(held, at);
        const box = at && held.covers();
        if (at && box) standing.push(moved(box, at));
      }
    }
    const drawnBoxes = [...drawn.values()].flatMap((boxes) => boxes());
    onArranged([...standing, ...placeLabels(labels, [...standing, ...drawnBoxes])]);
  }

  function settle(): void {
    if (isSettling) return;
    isSettling = true;
    queueMicrotask(() => {
      isSettling = false;
      place();
    });
  }

  /** Answers where those stand that do not drive: a name beneath that made room for each plate would blink. */
  function placeLabels(labels: { held: Held; at: Pixel }[], taken: Box[]): Box[] {
    const { width, height } = size();
    const measured = labels.flatMap(({ held, at }) =>
      held.size && held.label ? [{ held, at, size: held.size, rules: held.label }] : [],
    );
    const asks = measured.map(({ held, at, size, rules }) => ({
      rank: rules.rank,
      at,
      size,
      gap: rules.gap,
      sides: rules.sides,
      reaches: rules.reaches ?? nearOnly,
      present: held.spot,
    }));
    const edge = { left: 0, top: 0, right: width, bottom: height };
    const arranged = arrangeLabels(asks, taken, edge);
    measured.forEach(({ held }, i) => {
      const placed = arranged[i] ?? null;
      held.spot = placed?.spot ?? null;
      show(held, placed && { x: placed.box.left, y: placed.box.top });
    });
    return arranged.flatMap((placed, i) =>
      placed && (asks[i]?.rank ?? 0) >= labelRank.crowd ? [placed.box] : [],
    );
  }

  return {
    add(pin) {
      const held: Held = { ...pin, size: null, spot: null, css: '' };
      pins.add(held);
      const content = pin.label ? pin.element.firstElementChild : null;
      if (content) {
        byContent.set(content, held);
        observer.observe(content);
      }
      settle();
      return () => {
        pins.delete(held);
        settle();
        if (content) observer.unobserve(content);
      };
    },
    keepClear(element) {
      clear.set(element, { left: 0, top: 0, right: 0, bottom: 0 });
      observer.observe(element);
      return () => {
        clear.delete(element);
        observer.unobserve(element);
      };
    },
    keepOff(name, boxes) {
      drawn.set(name, boxes);
      settle();
    },
    place,
    settle,
    destroy: () => observer.disconnect(),
  };
}

/** Nothing is written that stands there already: a style that is set anew is reckoned anew. */
function show(held: Held, at: Pixel | null): void {
  const css = at ? `translate(${Math.round(at.x)}px, ${Math.round(at.y)}px)` : 'hidden';
  if (css !== held.css) {
    held.css = css;
    held.element.style.visibility = at ? 'visible' : 'hidden';
    if (at) held.element.style.transform = css;
  }
  if (at) held.onPinned(held.element, at);
}

/** From the corner of the map, in pixels before anything scales it; what it stands in may stand in the map itself. */
function placeOnMap(element: Element | null): Pixel {
  const at = { x: 0, y: 0 };
  for (let each = element; each instanceof HTMLElement && !each.matches(layers); ) {
    at.x += each.offsetLeft;
    at.y += each.offsetTop;
    each = each.offsetParent;
  }
  return at;
}

/** Each lies over all of the map. */
const layers = '.zone-map, .map-pins, .zone-map-canvas';

const below = ({ x, y }: Pixel, px: number): Pixel => ({ x, y: y + px });
