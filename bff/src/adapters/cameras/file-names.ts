/**
 * `numbered`: segments are `<number>.m4s`, their parts `<number>.<part>.m4s` and the map `init.mp4`, as our own
 * head-end names them. `plain`: any name without a folder; segments are then counted from the media sequence.
 */
export type Naming = 'numbered' | 'plain';

/** Neither a folder nor a scheme, a query or an escape can be written with these. */
export const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,99}\.(?:m4s|mp4|cmfv)$/;
export const segmentName = /^(\d{1,15})\.m4s$/;
export const partName = /^\d{1,15}\.\d{1,3}\.m4s$/;

/** A part's place as one word. */
export const partKey = (number: number, part: number) => `${number}.${part}`;
