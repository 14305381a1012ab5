/**
 * Location reports (JT/T 808-2013, 0x0200) as terminals send them, written straight into one buffer:
 * ten thousand terminals have to be played by less than one core.
 */
export type LocationReport = {
  terminalId: string;
  flow: number;
  atMs: number;
  lonE6: number;
  latE6: number;
  speedDkph: number;
  headingDeg: number;
};

const flag = 0x7e;
const escapeMark = 0x7d;
const payloadBytes = 52;
/** Every byte escaped, and the flags. */
export const longestFrameBytes = 2 * (payloadBytes + 1) + 2;

const payload = Buffer.alloc(payloadBytes);
payload.writeUInt16BE(0x0200, 0);
payload.writeUInt16BE(payloadBytes - 12, 2);
const bodyAt = 12;
/** Ignition on, with a fix. */
payload.writeUInt32BE(3, bodyAt + 4);
payload.writeUInt16BE(4, bodyAt + 16);
/** Mileage, signal and satellites. */
Buffer.from('01040001e240300119310110', 'hex').copy(payload, bodyAt + 28);

const bcdOf = (value: number) => (Math.floor(value / 10) << 4) | (value % 10);
let newestSecond = Number.NaN;

/** BCD, Beijing time; reports of one second share the work. */
function writeTime(atMs: number): void {
  const second = Math.floor(atMs / 1000);
  if (second === newestSecond) return;
  newestSecond = second;
  const beijing = new Date(second * 1000 + 8 * 3_600_000);
  const parts = [
    beijing.getUTCFullYear() % 100,
    beijing.getUTCMonth() + 1,
    beijing.getUTCDate(),
    beijing.getUTCHours(),
    beijing.getUTCMinutes(),
    beijing.getUTCSeconds(),
  ];
  payload.set(parts.map(bcdOf), bodyAt + 22);
}

/** Writes one frame and returns where it ends. */
export function writeLocation(into: Buffer, at: number, report: LocationReport): number {
  for (let i = 0; i < 6; i++)
    payload[4 + i] =
      ((report.terminalId.charCodeAt(2 * i) - 48) << 4) |
      (report.terminalId.charCodeAt(2 * i + 1) - 48);
  payload.writeUInt16BE(report.flow & 0xffff, 10);
  payload.writeUInt32BE(report.latE6, bodyAt + 8);
  payload.writeUInt32BE(report.lonE6, bodyAt + 12);
  payload.writeUInt16BE(report.speedDkph, bodyAt + 18);
  payload.writeUInt16BE(report.headingDeg, bodyAt + 20);
  writeTime(report.atMs);
  let end = at;
  let sum = 0;
  into[end++] = flag;
  for (let i = 0; i <= payloadBytes; i++) {
    const byte = i < payloadBytes ? payload[i]! : sum;
    sum ^= byte;
    const needsEscape = byte === flag || byte === escapeMark;
    if (needsEscape) into[end++] = escapeMark;
    into[end++] = needsEscape ? byte - escapeMark + 1 : byte;
  }
  into[end++] = flag;
  return end;
}
