import { usualLayers } from '@ftz/shared/contract/map-layer.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { shownLayersOf, toggleLayer } from './shown-layers.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('shows everything but the heat to whoever has chosen nothing', () => {
  expect(shownLayersOf('U1')).toEqual(usualLayers);
  expect(shownLayersOf('U1')).not.toContain('heat');
});

it('keeps what each person chose, apart from what another did at the same desk', () => {
  toggleLayer('U2', 'heat');
  toggleLayer('U2', 'vessels');
  expect(shownLayersOf('U2')).toContain('heat');
  expect(shownLayersOf('U2')).not.toContain('vessels');
  expect(shownLayersOf('U3')).toEqual(usualLayers);
  expect(JSON.parse(kept.get('map-layers/U2') ?? '')).not.toContain('vessels');
});

it('takes nothing that is no layer, or no list', () => {
  kept.set('map-layers/U4', '["gates","traffic"]');
  kept.set('map-layers/U5', '{"gates":true}');
  expect(shownLayersOf('U4')).toEqual(['gates']);
  expect(shownLayersOf('U5')).toEqual(usualLayers);
});
