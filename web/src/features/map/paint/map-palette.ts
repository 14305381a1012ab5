/** Which token of the page holds each colour of the map; `ui/map-tokens.css` says what they are for. */
const tokens = {
  water: '--water',
  land: '--land',
  coast: '--map-coast',
  shallow: '--map-shallow',
  river: '--map-river',
  way: '--map-way',
  road: '--road',
  roadCasing: '--map-casing',
  bridge: '--map-bridge',
  runway: '--map-runway',
  runwayMark: '--map-runway-mark',
  apron: '--map-apron',
  quay: '--map-quay',
  quayMark: '--map-quay-mark',
  area: '--area',
  areaLine: '--map-area-line',
  yard: '--map-yard',
  slot: '--map-slot',
  street: '--map-street',
  green: '--map-green',
  building: '--map-building',
  buildingLine: '--map-building-line',
  fence: '--map-fence',
  corridor: '--map-corridor',
  text: '--text',
  text2: '--text-2',
  text3: '--text-3',
  waterText: '--map-water-text',
  halo: '--map-halo',
  plate: '--map-plate',
  focus: '--focus',
  unknown: '--unknown',
  vehicle: '--map-vehicle',
} as const;
const severities = ['--p1', '--p2', '--p3', '--p4'] as const;

/** The map's colours: the same custom properties as the rest of the screen, as WebGL needs them. */
export type MapPalette = Record<keyof typeof tokens, string> & {
  severity: readonly [p1: string, p2: string, p3: string, p4: string];
};

/** Reads the tokens that hold at `element`: `#rrggbb` each. */
export function readPalette(element: Element): MapPalette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  const [p1, p2, p3, p4] = severities;
  return {
    ...mapValues(tokens, read),
    severity: [read(p1), read(p2), read(p3), read(p4)],
  };
}

function mapValues<K extends string>(of: Readonly<Record<K, string>>, to: (v: string) => string) {
  const keys = Object.keys(of) as K[];
  return Object.fromEntries(keys.map((key) => [key, to(of[key])])) as Record<K, string>;
}

/** `#rrggbb` as bytes. */
export function bytesOf(hex: string, alpha = 255): [number, number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, alpha];
}
