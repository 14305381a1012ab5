/** Where a fragment shall stand on the endless time line of its camera. */
export type Placement = {
  /** `mfhd.sequence_number`; kept modulo 2^32. */
  sequence: number;
  /** `tfdt.baseMediaDecodeTime` in units of the media time scale. */
  decodeTicks: number;
};

/** Boxes that only hold other boxes; everything else is left unopened. */
const containers = new Set(['moof', 'traf']);

/**
 * Gives a recorded fMP4 fragment its place on an endless time line (ISO/IEC 14496-12: 8.8.5 `mfhd`,
 * 8.8.12 `tfdt`, 8.16.3 `sidx`), so that a loop plays as one stream without a discontinuity.
 * The source stays untouched. Throws a `RangeError` when a box is damaged or is not of version 1:
 * our own media is wrong then, and a player would stall on it without saying why.
 */
export function placeFragment(source: Uint8Array, placement: Placement): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(source);
  placeBoxes(new DataView(bytes.buffer), 0, bytes.length, placement);
  return bytes;
}

function placeBoxes(view: DataView, start: number, end: number, placement: Placement): void {
  let at = start;
  while (at < end) {
    const length = boxLength(view, at, end);
    const name = boxName(view, at);
    if (containers.has(name)) placeBoxes(view, at + 8, at + length, placement);
    else placeBox(view, at, name, placement);
    at += length;
  }
}

function placeBox(view: DataView, at: number, name: string, placement: Placement): void {
  if (name === 'mfhd') view.setUint32(at + 12, placement.sequence % 2 ** 32);
  if (name === 'tfdt') setTicks(view, at, at + 12, placement.decodeTicks);
  // After `sidx` come reference_ID and timescale, then earliest_presentation_time.
  if (name === 'sidx') setTicks(view, at, at + 20, placement.decodeTicks);
}

function setTicks(view: DataView, box: number, field: number, ticks: number): void {
  if (view.getUint8(box + 8) !== 1) throw new RangeError(`box of version 0 at ${box}`);
  view.setBigUint64(field, BigInt(ticks));
}

function boxLength(view: DataView, at: number, end: number): number {
  const length = at + 8 <= end ? view.getUint32(at) : 0;
  if (length < 8 || at + length > end) throw new RangeError(`damaged box at ${at}`);
  return length;
}

function boxName(view: DataView, at: number): string {
  return String.fromCharCode(
    view.getUint8(at + 4),
    view.getUint8(at + 5),
    view.getUint8(at + 6),
    view.getUint8(at + 7),
  );
}
