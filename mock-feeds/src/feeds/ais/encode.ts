/** AIS messages in NMEA sentences, written after ITU-R M.1371-5 annex 8 and IEC 61162-1. */

/** A growing string of bits. */
class BitWriter {
  #bits = '';

  /** An unsigned number; a negative one as its two's complement. */
  number(value: number, width: number): this {
    const whole = Math.round(value);
    this.#bits += (whole < 0 ? 2 ** width + whole : whole).toString(2).padStart(width, '0');
    return this;
  }

  /** Six-bit characters, filled up with `@`. */
  text(value: string, width: number): this {
    const letters = value
      .toUpperCase()
      .padEnd(width / 6, '@')
      .slice(0, width / 6);
    for (const letter of letters) this.number(letter.charCodeAt(0) % 64, 6);
    return this;
  }

  place(lonDeg: number, latDeg: number): this {
    return this.number(lonDeg * 600_000, 28).number(latDeg * 600_000, 27);
  }

  take(): string {
    return this.#bits;
  }
}

export type ShipPlace = {
  mmsi: number;
  lonDeg: number;
  latDeg: number;
  speedKn: number;
  courseDeg: number;
  navStatus: number;
  second: number;
};

export type ShipParticulars = {
  mmsi: number;
  name: string;
  callsign: string;
  imo: number;
  shipType: number;
  destination: string;
  draughtM: number;
  lengthM: number;
  beamM: number;
};

const begin = (type: number, mmsi: number) =>
  new BitWriter().number(type, 6).number(0, 2).number(mmsi, 30);
const headingOf = (courseDeg: number) => Math.round(courseDeg) % 360;

/** Type 1: a large ship's place. */
export function encodePosition(ship: ShipPlace): string {
  return begin(1, ship.mmsi)
    .number(ship.navStatus, 4)
    .number(0, 8)
    .number(ship.speedKn * 10, 10)
    .number(1, 1)
    .place(ship.lonDeg, ship.latDeg)
    .number(ship.courseDeg * 10, 12)
    .number(headingOf(ship.courseDeg), 9)
    .number(ship.second, 6)
    .number(0, 25)
    .take();
}

/** Type 18: a small craft's place; those rarely have a compass, so the heading is "not available". */
export function encodeSmallCraft(ship: ShipPlace): string {
  return begin(18, ship.mmsi)
    .number(0, 8)
    .number(ship.speedKn * 10, 10)
    .number(0, 1)
    .place(ship.lonDeg, ship.latDeg)
    .number(ship.courseDeg * 10, 12)
    .number(511, 9)
    .number(ship.second, 6)
    .number(0, 29)
    .take();
}

/** Type 5: who a large ship is and where it goes; too long for one sentence. */
export function encodeVoyage(ship: ShipParticulars): string {
  const { lengthM, beamM } = ship;
  return begin(5, ship.mmsi)
    .number(0, 2)
    .number(ship.imo, 30)
    .text(ship.callsign, 42)
    .text(ship.name, 120)
    .number(ship.shipType, 8)
    .number(lengthM * 0.7, 9)
    .number(lengthM * 0.3, 9)
    .number(Math.min(63, beamM / 2), 6)
    .number(Math.min(63, beamM / 2), 6)
    .number(1, 4)
    .number(0, 20)
    .number(ship.draughtM * 10, 8)
    .text(ship.destination, 120)
    .number(0, 2)
    .take();
}

/** Type 24 A: what a small craft is called. */
export function encodeSmallCraftName({ mmsi, name }: { mmsi: number; name: string }): string {
  return begin(24, mmsi).number(0, 2).text(name, 120).number(0, 8).take();
}

/** Type 4: the clock of a station on shore. */
export function encodeBaseStation(at: {
  mmsi: number;
  lonDeg: number;
  latDeg: number;
  atMs: number;
}): string {
  const time = new Date(at.atMs);
  return begin(4, at.mmsi)
    .number(time.getUTCFullYear(), 14)
    .number(time.getUTCMonth() + 1, 4)
    .number(time.getUTCDate(), 5)
    .number(time.getUTCHours(), 5)
    .number(time.getUTCMinutes(), 6)
    .number(time.getUTCSeconds(), 6)
    .number(1, 1)
    .place(at.lonDeg, at.latDeg)
    .number(1, 4)
    .number(0, 30)
    .take();
}

const mostPayload = 56;

/**
 * The sentences of one message, as many as it takes; `group` (0–9) holds the parts of a long one
 * together. `tag` is what the receiver says in front: its name and when it heard the first part.
 */
export function sentencesOf(
  bits: string,
  {
    group,
    channel,
    tag,
  }: { group: number; channel: 'A' | 'B'; tag: { source: string; atMs: number } },
): string[] {
  const fill = (6 - (bits.length % 6)) % 6;
  const whole = bits + '0'.repeat(fill);
  let payload = '';
  for (let at = 0; at < whole.length; at += 6) payload += armourOf(whole.slice(at, at + 6));
  const total = Math.ceil(payload.length / mostPayload);
  return Array.from({ length: total }, (_, at) => {
    const part = payload.slice(at * mostPayload, (at + 1) * mostPayload);
    const name = total > 1 ? group : '';
    const body = `AIVDM,${total},${at + 1},${name},${channel},${part},${at === total - 1 ? fill : 0}`;
    const front = `s:${tag.source},c:${Math.floor(tag.atMs / 1000)}`;
    const block = at === 0 ? `\\${front}*${checksum(front)}\\` : '';
    return `${block}!${body}*${checksum(body)}\r\n`;
  });
}

function armourOf(six: string): string {
  const value = Number.parseInt(six, 2);
  return String.fromCharCode(value + (value < 40 ? 48 : 56));
}

/** XOR of all characters, two hexadecimal digits. */
function checksum(text: string): string {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum ^= text.charCodeAt(at);
  return sum.toString(16).toUpperCase().padStart(2, '0');
}
