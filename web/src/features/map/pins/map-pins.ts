import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useRef } from 'react';
import type { Box, Pixel } from '#features/map/paint/pixels.ts';
import type { LabelRules, PinBoard } from './pin-board.ts';

type Pinned = { pins: PinBoard };

type PinOptions = {
  belowPx?: () => number;
  /** What a mark covers around its place, so that labels keep off; nothing if left out. */
  covers?: () => Box | null;
  /** It is a label: it goes beside its place where there is room. */
  label?: LabelRules;
  onPinned?: (element: HTMLElement, at: Pixel) => void;
};

/**
 * Holds an element over a point of the map while map or point move, without React rendering. What is
 * passed is asked anew after each frame; whether it is a label is not, but its rules are.
 */
export function usePin(view: Pinned, pointNow: () => LonLat | null, options: PinOptions = {}) {
  const element = useRef<HTMLDivElement>(null);
  const ask = useRef({ pointNow, ...options });
  ask.current = { pointNow, ...options };
  const isLabel = options.label !== undefined;

  useEffect(() => {
    if (!element.current) return;
    const noRules: LabelRules = { rank: 0, gap: { x: 0, y: 0 }, sides: [] };
    const rules = () => ask.current.label ?? noRules;
    return view.pins.add({
      element: element.current,
      pointNow: () => ask.current.pointNow(),
      belowPx: () => ask.current.belowPx?.() ?? 0,
      covers: () => ask.current.covers?.() ?? null,
      label: isLabel
        ? {
            get rank() {
              return rules().rank;
            },
            get gap() {
              return rules().gap;
            },
            get reaches() {
              return rules().reaches ?? [1];
            },
            get sides() {
              return rules().sides;
            },
          }
        : null,
      onPinned: (pinned, at) => ask.current.onPinned?.(pinned, at),
    });
  }, [view, isLabel]);

  useEffect(() => view.pins.settle());
  return element;
}

/** An element that lies over the map and under which no label may go. */
export function useKeptClear<T extends HTMLElement>(view: Pinned) {
  const element = useRef<T>(null);
  useEffect(() => (element.current ? view.pins.keepClear(element.current) : undefined), [view]);
  return element;
}
