import type { FieldCursor } from './field-cursor.ts';
import type { Header } from './header.ts';
import type { Fields, RecordBody } from './record-body.ts';

type Layout = Header['layout'];

const timed = 1 << 0;
const limited = 1 << 1;

/** Present when attribute bit 0 is set; years of 00 mean every day, so the digits are kept. */
const period = (c: FieldCursor, attributes: number): Fields =>
  attributes & timed ? { fromDigits: c.hex(6), untilDigits: c.hex(6) } : {};

/** Present when attribute bit 1 is set. */
const speedLimit = (c: FieldCursor, attributes: number): Fields =>
  attributes & limited ? { mostKph: c.word(), forSeconds: c.byte() } : {};

/** What 2019 appended: a limit for the night where there is one by day, and a name. */
function named(c: FieldCursor, attributes: number, layout: Layout): Fields {
  if (layout !== '2019' || c.left === 0) return {};
  const night = attributes & limited ? { mostKphByNight: c.word() } : {};
  return { ...night, name: c.text(c.word()) };
}

const place = (c: FieldCursor): Fields => ({ latDeg: c.degrees(), lonDeg: c.degrees() });

function circle(c: FieldCursor, layout: Layout): Fields {
  const id = c.dword();
  const attributes = c.word();
  const shape = { centre: place(c), radiusM: c.dword() };
  const rest = { ...period(c, attributes), ...speedLimit(c, attributes) };
  return { id, attributes, ...shape, ...rest, ...named(c, attributes, layout) };
}

function rectangle(c: FieldCursor, layout: Layout): Fields {
  const id = c.dword();
  const attributes = c.word();
  const shape = { northWest: place(c), southEast: place(c) };
  const rest = { ...period(c, attributes), ...speedLimit(c, attributes) };
  return { id, attributes, ...shape, ...rest, ...named(c, attributes, layout) };
}

function polygon(c: FieldCursor, layout: Layout): Fields {
  const id = c.dword();
  const attributes = c.word();
  const rest = { ...period(c, attributes), ...speedLimit(c, attributes) };
  const corners = c.list(c.word(), () => place(c));
  return { id, attributes, ...rest, corners, ...named(c, attributes, layout) };
}

function routePoint(c: FieldCursor, layout: Layout): Fields {
  const point = { id: c.dword(), segmentId: c.dword(), ...place(c), widthM: c.byte() };
  const attributes = c.byte();
  const duration = attributes & timed ? { mostSeconds: c.word(), leastSeconds: c.word() } : {};
  const limit = speedLimit(c, attributes);
  const night = layout === '2019' && attributes & limited ? { mostKphByNight: c.word() } : {};
  return { ...point, attributes, ...duration, ...limit, ...night };
}

function route(c: FieldCursor, layout: Layout): Fields {
  const id = c.dword();
  const attributes = c.word();
  const when = period(c, attributes);
  const points = c.list(c.word(), () => routePoint(c, layout));
  const name = layout === '2019' && c.left > 0 ? { name: c.text(c.word()) } : {};
  return { id, attributes, ...when, points, ...name };
}

const removal = (name: string): RecordBody => ({
  name,
  // None named: all of them.
  read: (c) => ({ ids: c.list(c.byte(), () => c.dword()) }),
});

const several = (name: string, one: typeof circle): RecordBody => ({
  name,
  read: (c, layout) => ({ act: c.byte(), areas: c.list(c.byte(), () => one(c, layout)) }),
});

/** 0x8600–0x8608: areas and routes that a platform gives to a terminal. */
export const areaBodies: readonly (readonly [id: number, body: RecordBody])[] = [
  [0x8600, several('set-circles', circle)],
  [0x8601, removal('remove-circles')],
  [0x8602, several('set-rectangles', rectangle)],
  [0x8603, removal('remove-rectangles')],
  [0x8604, { name: 'set-polygon', read: polygon }],
  [0x8605, removal('remove-polygons')],
  [0x8606, { name: 'set-route', read: route }],
  [0x8607, removal('remove-routes')],
  [
    0x8608,
    {
      name: 'read-areas',
      read: (c) => ({ type: c.byte(), ids: c.list(c.dword(), () => c.dword()) }),
    },
  ],
];
