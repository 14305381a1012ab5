/** The status WORD of a JT701 and JT701D report, by bit (vendor's manual, "lock status"). */
const bits = {
  baseStationFix: 0,
  fenceEnter: 1,
  fenceExit: 2,
  ropeCut: 3,
  vibration: 4,
  ackWanted: 5,
  ropeInserted: 6,
  motorLocked: 7,
  longUnlock: 8,
  fiveWrongPasswords: 9,
  illegalCard: 10,
  lowBattery: 11,
  coverOpened: 12,
  coverClosed: 13,
  motorStuck: 14,
} as const;

export type LockStatus = Record<keyof typeof bits, boolean>;

export function readStatusWord(word: number): LockStatus {
  const entries = Object.entries(bits).map(([name, bit]) => [name, ((word >> bit) & 1) === 1]);
  return Object.fromEntries(entries);
}
