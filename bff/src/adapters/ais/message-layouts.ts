/** Where a field lies in its message, and how it is read (ITU-R M.1371-5, annex 8). */
export type Field = { name: string; at: number; width: number; read: FieldKind };
export type FieldKind =
  | 'number'
  | 'signed'
  | 'flag'
  | 'text'
  /** A tenth of the unit. */
  | 'tenths'
  /** 1/10 000 minute, two's complement. */
  | 'degrees'
  /** 1/10 minute, two's complement. */
  | 'coarse-degrees';

/** `least`: with fewer bits the message cannot be what its type says. */
export type Layout = { kind: string; least: number; fields: readonly Field[] };

type Short = [name: string, at: number, width: number, read?: FieldKind];
const layout = (kind: string, least: number, ...fields: Short[]): Layout => ({
  kind,
  least,
  fields: fields.map(([name, at, width, read = 'number']) => ({ name, at, width, read })),
});

const place = (lon: number, lat: number): Short[] => [
  ['lonDeg', lon, 28, 'degrees'],
  ['latDeg', lat, 27, 'degrees'],
];
const coarsePlace = (lon: number, lat: number): Short[] => [
  ['lonDeg', lon, 18, 'coarse-degrees'],
  ['latDeg', lat, 17, 'coarse-degrees'],
];
const sizes = (at: number): Short[] => [
  ['toBowM', at, 9],
  ['toSternM', at + 9, 9],
  ['toPortM', at + 18, 6],
  ['toStarboardM', at + 24, 6],
];
const clock: Short[] = [
  ['year', 38, 14],
  ['month', 52, 4],
  ['day', 56, 5],
  ['hour', 61, 5],
  ['minute', 66, 6],
  ['second', 72, 6],
];

const classAPosition = layout(
  'position',
  137,
  ['navStatus', 38, 4],
  ['turnRaw', 42, 8, 'signed'],
  ['speedKn', 50, 10, 'tenths'],
  ['accurate', 60, 1, 'flag'],
  ...place(61, 89),
  ['courseDeg', 116, 12, 'tenths'],
  ['headingDeg', 128, 9],
  ['second', 137, 6],
  ['manoeuvre', 143, 2],
  ['raim', 148, 1, 'flag'],
  ['radio', 149, 19],
);
const station = layout(
  'base-station',
  134,
  ...clock,
  ['accurate', 78, 1, 'flag'],
  ...place(79, 107),
  ['fixedBy', 134, 4],
  ['raim', 148, 1, 'flag'],
  ['radio', 149, 19],
);
const acknowledgement = layout(
  'acknowledgement',
  72,
  ['mmsi1', 40, 30],
  ['mmsi2', 72, 30],
  ['mmsi3', 104, 30],
  ['mmsi4', 136, 30],
);

/** By message type. Every type of the standard is there; what a field says is kept as it was sent. */
export const layouts: Readonly<Record<number, Layout>> = {
  1: classAPosition,
  2: classAPosition,
  3: classAPosition,
  4: station,
  5: layout(
    'voyage',
    420,
    ['aisVersion', 38, 2],
    ['imo', 40, 30],
    ['callsign', 70, 42, 'text'],
    ['name', 112, 120, 'text'],
    ['shipType', 232, 8],
    ...sizes(240),
    ['fixedBy', 270, 4],
    ['etaMonth', 274, 4],
    ['etaDay', 278, 5],
    ['etaHour', 283, 5],
    ['etaMinute', 288, 6],
    ['draughtM', 294, 8, 'tenths'],
    ['destination', 302, 120, 'text'],
    ['noTerminal', 422, 1, 'flag'],
  ),
  6: layout(
    'addressed-data',
    88,
    ['sequence', 38, 2],
    ['toMmsi', 40, 30],
    ['repeated', 70, 1, 'flag'],
    ['areaCode', 72, 10],
    ['functionId', 82, 6],
  ),
  7: acknowledgement,
  8: layout('data', 56, ['areaCode', 40, 10], ['functionId', 50, 6]),
  9: layout(
    'sar-aircraft',
    134,
    ['altitudeM', 38, 12],
    ['speedKn', 50, 10],
    ['accurate', 60, 1, 'flag'],
    ...place(61, 89),
    ['courseDeg', 116, 12, 'tenths'],
    ['second', 128, 6],
    ['noTerminal', 142, 1, 'flag'],
    ['assigned', 146, 1, 'flag'],
    ['raim', 147, 1, 'flag'],
    ['radio', 148, 20],
  ),
  10: layout('time-question', 70, ['toMmsi', 40, 30]),
  11: { ...station, kind: 'time-answer' },
  12: layout(
    'addressed-text',
    72,
    ['sequence', 38, 2],
    ['toMmsi', 40, 30],
    ['repeated', 70, 1, 'flag'],
    ['text', 72, 936, 'text'],
  ),
  13: acknowledgement,
  14: layout('text', 40, ['text', 40, 968, 'text']),
  15: layout(
    'question',
    76,
    ['mmsi1', 40, 30],
    ['type11', 70, 6],
    ['offset11', 76, 12],
    ['type12', 90, 6],
    ['offset12', 96, 12],
    ['mmsi2', 110, 30],
    ['type21', 140, 6],
    ['offset21', 146, 12],
  ),
  16: layout(
    'assignment',
    92,
    ['mmsi1', 40, 30],
    ['offset1', 70, 12],
    ['increment1', 82, 10],
    ['mmsi2', 92, 30],
    ['offset2', 122, 12],
    ['increment2', 134, 10],
  ),
  17: layout('corrections', 80, ...coarsePlace(40, 58)),
  18: layout(
    'class-b-position',
    133,
    ['speedKn', 46, 10, 'tenths'],
    ['accurate', 56, 1, 'flag'],
    ...place(57, 85),
    ['courseDeg', 112, 12, 'tenths'],
    ['headingDeg', 124, 9],
    ['second', 133, 6],
    ['carrierSense', 141, 1, 'flag'],
    ['hasDisplay', 142, 1, 'flag'],
    ['hasDsc', 143, 1, 'flag'],
    ['wholeBand', 144, 1, 'flag'],
    ['takesMessage22', 145, 1, 'flag'],
    ['assigned', 146, 1, 'flag'],
    ['raim', 147, 1, 'flag'],
    ['radio', 148, 20],
  ),
  19: layout(
    'class-b-extended',
    301,
    ['speedKn', 46, 10, 'tenths'],
    ['accurate', 56, 1, 'flag'],
    ...place(57, 85),
    ['courseDeg', 112, 12, 'tenths'],
    ['headingDeg', 124, 9],
    ['second', 133, 6],
    ['name', 143, 120, 'text'],
    ['shipType', 263, 8],
    ...sizes(271),
    ['fixedBy', 301, 4],
    ['raim', 305, 1, 'flag'],
    ['noTerminal', 306, 1, 'flag'],
    ['assigned', 307, 1, 'flag'],
  ),
  20: layout(
    'slots',
    70,
    ['offset1', 40, 12],
    ['slots1', 52, 4],
    ['timeout1', 56, 3],
    ['increment1', 59, 11],
    ['offset2', 70, 12],
    ['slots2', 82, 4],
    ['timeout2', 86, 3],
    ['increment2', 89, 11],
    ['offset3', 100, 12],
    ['slots3', 112, 4],
    ['timeout3', 116, 3],
    ['increment3', 119, 11],
    ['offset4', 130, 12],
    ['slots4', 142, 4],
    ['timeout4', 146, 3],
    ['increment4', 149, 11],
  ),
  21: layout(
    'aid-to-navigation',
    249,
    ['aidType', 38, 5],
    ['name', 43, 120, 'text'],
    ['accurate', 163, 1, 'flag'],
    ...place(164, 192),
    ...sizes(219),
    ['fixedBy', 249, 4],
    ['second', 253, 6],
    ['offPosition', 259, 1, 'flag'],
    ['regional', 260, 8],
    ['raim', 268, 1, 'flag'],
    ['virtual', 269, 1, 'flag'],
    ['assigned', 270, 1, 'flag'],
    ['nameExtension', 272, 88, 'text'],
  ),
  22: layout(
    'channels',
    144,
    ['channelA', 40, 12],
    ['channelB', 52, 12],
    ['transmit', 64, 4],
    ['lowPower', 68, 1, 'flag'],
    ['addressed', 139, 1, 'flag'],
    ['narrowA', 140, 1, 'flag'],
    ['narrowB', 141, 1, 'flag'],
    ['zoneSize', 142, 3],
  ),
  23: layout(
    'group-assignment',
    160,
    ['eastLonDeg', 40, 18, 'coarse-degrees'],
    ['northLatDeg', 58, 17, 'coarse-degrees'],
    ['westLonDeg', 75, 18, 'coarse-degrees'],
    ['southLatDeg', 93, 17, 'coarse-degrees'],
    ['stationType', 110, 4],
    ['shipType', 114, 8],
    ['transmit', 144, 2],
    ['interval', 146, 4],
    ['quietMinutes', 150, 4],
  ),
  25: layout('short-data', 40, ['addressed', 38, 1, 'flag'], ['structured', 39, 1, 'flag']),
  26: layout('long-data', 60, ['addressed', 38, 1, 'flag'], ['structured', 39, 1, 'flag']),
  27: layout(
    'long-range-position',
    94,
    ['accurate', 38, 1, 'flag'],
    ['raim', 39, 1, 'flag'],
    ['navStatus', 40, 4],
    ...coarsePlace(44, 62),
    ['speedKn', 79, 6],
    ['courseDeg', 85, 9],
    ['positionIsOld', 94, 1, 'flag'],
  ),
};

/** Type 24 comes in two halves, told apart by the two bits behind the MMSI. */
export const staticName = layout('static-name', 160, ['part', 38, 2], ['name', 40, 120, 'text']);
export const staticShip = layout(
  'static-ship',
  132,
  ['part', 38, 2],
  ['shipType', 40, 8],
  ['vendor', 48, 18, 'text'],
  ['unitModel', 66, 4],
  ['unitSerial', 70, 20],
  ['callsign', 90, 42, 'text'],
  ...sizes(132),
);
/** A boat of a ship names that ship where others have their sizes. */
export const staticBoat = layout(
  'static-boat',
  162,
  ...staticShip.fields
    .slice(0, 6)
    .map(({ name, at, width, read }): Short => [name, at, width, read]),
  ['motherMmsi', 132, 30],
);
