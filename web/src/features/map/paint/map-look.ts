import type { MapPalette } from './map-palette.ts';

export type MapScale = {
  /** Enlarges symbols and lines on a far wall; 1 at a desk. */
  mark: number;
  /** Pixels of a place's name. */
  textPx: number;
};

/** What the map looks like: its colours, its size, the language of its names. */
export type MapLook = {
  palette: MapPalette;
  scale: MapScale;
  language: 'zh' | 'en';
  isDark: boolean;
};
