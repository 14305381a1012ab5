/** ANSI/SIA DC-09 frames of a perimeter panel, unencrypted, with SIA-DCS (DC-03) content. */

/** CRC-16/ARC: reflected polynomial 0xA001, starting at 0. "123456789" gives BB3D. */
export function crc16(text: string): number {
  let crc = 0;
  for (const byte of Buffer.from(text, 'latin1')) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1;
  }
  return crc;
}

/** `_HH:MM:SS,MM-DD-YYYY`, UTC (clause 5.5.1.9). */
export function encodeTimestamp(atMs: number): string {
  const [date, time] = new Date(atMs).toISOString().slice(0, 19).split('T') as [string, string];
  return `_${time},${date.slice(5)}-${date.slice(0, 4)}`;
}

const hex4 = (value: number) => value.toString(16).toUpperCase().padStart(4, '0');

/** `LF CRC 0LLL "…" CR`: checksum and hexadecimal length cover everything from the first quote. */
export function encodeFrame(content: string): string {
  return `\n${hex4(crc16(content))}${hex4(content.length)}${content}\r`;
}

const sequence = (seq: number) => String(seq).padStart(4, '0');

/** An event of one zone: new event, area 1, `BA005` = burglary in zone 5. */
export function encodeZoneEvent(event: {
  account: string;
  seq: number;
  zone: number;
  code: string;
  atMs: number;
}): string {
  const { account, seq, zone, code, atMs } = event;
  const data = `#${account}|Nri01/${code}${String(zone).padStart(3, '0')}`;
  return encodeFrame(`"SIA-DCS"${sequence(seq)}L0#${account}[${data}]${encodeTimestamp(atMs)}`);
}

/** The link test that proves the panel alive. */
export function encodeLinkTest(test: { account: string; seq: number; atMs: number }): string {
  const { account, seq, atMs } = test;
  return encodeFrame(`"NULL"${sequence(seq)}L0#${account}[]${encodeTimestamp(atMs)}`);
}

export type Answer = { kind: 'ACK' | 'DUH' | 'NAK'; seq: number };

/** The answer in one frame (without CR), or null when its checksum or its form is wrong. */
export function decodeAnswer(frame: string): Answer | null {
  const match = /^\n?([0-9A-Fa-f]{4})([0-9A-Fa-f]{4})("(ACK|DUH|NAK)"(\d{4}).*)$/s.exec(frame);
  if (match === null) return null;
  const [, crc = '', length = '', content = '', kind, seq] = match;
  if (Number.parseInt(crc, 16) !== crc16(content)) return null;
  if (Number.parseInt(length, 16) !== content.length) return null;
  return { kind: kind as Answer['kind'], seq: Number(seq) };
}
