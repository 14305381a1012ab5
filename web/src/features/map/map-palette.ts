/** The map's colours: the same custom properties as the rest of the screen, as WebGL needs them. */
export type MapPalette = {
  water: string;
  land: string;
  coast: string;
  shallow: string;
  road: string;
  roadCasing: string;
  area: string;
  areaLine: string;
  text: string;
  text2: string;
  text3: string;
  focus: string;
  unknown: string;
  vehicle: string;
  severity: readonly [p1: string, p2: string, p3: string, p4: string];
};

/** Reads the tokens that hold at `element`; what a page does not define keeps its fallback. */
export function readPalette(element: Element): MapPalette {
  const style = getComputedStyle(element);
  const token = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  return {
    water: token('--water', '#0a1118'),
    land: token('--land', '#15212b'),
    coast: '#2b3f4d',
    shallow: '#101c26',
    road: token('--road', '#2a3a47'),
    roadCasing: '#0f1922',
    area: token('--area', '#2b4658'),
    areaLine: '#5b859d',
    text: token('--text', '#eef3f7'),
    text2: token('--text-2', '#b3c0cb'),
    text3: token('--text-3', '#7d8d9b'),
    focus: token('--focus', '#8fd3ff'),
    unknown: token('--unknown', '#a4abb6'),
    vehicle: '#b4cbd9',
    severity: [
      token('--p1', '#ff3838'),
      token('--p2', '#ffb302'),
      token('--p3', '#fce83a'),
      token('--p4', '#2dccff'),
    ],
  };
}

/** `#rrggbb` as bytes. */
export function bytesOf(hex: string, alpha = 255): [number, number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, alpha];
}
