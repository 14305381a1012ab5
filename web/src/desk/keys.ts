import { useEffect, useRef } from 'react';

/** `Space`, `Enter`, `Escape`, `ArrowDown`, a digit, or a lower-case letter; `Ctrl+z`. */
export type Keys = Record<string, (() => void) | undefined>;
type Layer = { keys: Keys; priority: number };

const layers: { current: Layer }[] = [];

/**
 * Gives meaning to keys while the calling component is on the page. Of several meanings the one with
 * the highest priority wins: an open dispatch takes V before the cameras do. Keys typed into a field
 * stay text, except Escape; a button reached with Tab keeps its own Enter and Space, a choice its
 * arrows.
 */
export function useKeys(keys: Keys, priority = 0): void {
  const layer = useRef<Layer>({ keys, priority });
  useEffect(() => {
    layer.current = { keys, priority };
  });
  useEffect(() => {
    layers.push(layer);
    if (layers.length === 1) window.addEventListener('keydown', pressed);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
      if (layers.length === 0) window.removeEventListener('keydown', pressed);
    };
  }, []);
}

function pressed(event: KeyboardEvent): void {
  if (event.altKey || event.isComposing) return;
  const held = event.ctrlKey || event.metaKey ? 'Ctrl+' : '';
  const key = held + keyName(event.key);
  if (belongsToTarget(event.target, key)) return;
  const action = actionFor(key);
  if (!action) return;
  event.preventDefault();
  action();
}

function keyName(key: string): string {
  if (key === ' ') return 'Space';
  return key.length === 1 ? key.toLowerCase() : key;
}

function actionFor(key: string): (() => void) | undefined {
  const meanings = layers
    .map(({ current }) => current)
    .filter(({ keys }) => keys[key] !== undefined)
    .sort((a, b) => b.priority - a.priority);
  return meanings[0]?.keys[key];
}

/** What moves the handle of a bar. */
const slides: ReadonlySet<string> = new Set([
  ...['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'],
  ...['Home', 'End', 'PageUp', 'PageDown'],
]);

function belongsToTarget(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input[type=radio]')) {
    return (
      key.startsWith('Arrow') || key === 'Space' || (key === 'Enter' && !!target.closest('form'))
    );
  }
  // Whoever has dragged a bar wants to play from there by the same key as ever.
  if (target.matches('input[type=range]')) return slides.has(key);
  if (target.matches('input, textarea, select')) return key !== 'Escape';
  if (target.matches('canvas')) return key.startsWith('Arrow');
  const presses = key === 'Enter' || key === 'Space';
  return presses && target.matches('button:focus-visible, a:focus-visible, summary:focus-visible');
}
