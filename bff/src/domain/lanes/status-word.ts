/**
 * The 20-character status word of JGS/T 14-2015 annex B: how each part of a lane stands, one character
 * each. `0` is "in order" everywhere; what the other characters mean depends on the place.
 */
export type StatusWord = {
  overall: string;
  /** 0 lift, 1 keep, 2 lower. */
  barrier: string;
  /** 0 match, 1 release after a check, v several documents, w control order, z no release information. */
  containerFront: string;
  containerRear: string;
  /** 0 match, q whole vehicle, p container, o cargo mismatch. */
  weight: string;
  icCard: string;
  /** x not registered, w control order, u expired, t no tare, s wrong company, r changed. */
  vehicleTag: string;
  /** 0 none, 1 seal, 2 unseal, x not registered; in a feedback 9 failed. */
  seal: string;
  gps: string;
  led: string;
  voice: string;
  buzzer: string;
  /** y missing. */
  laneConfig: string;
  /** Places 14 to 20: reserved on paper, used by vendors; kept as sent. */
  reserved: string;
};

export type StatusWordReading =
  | { ok: true; word: StatusWord }
  | { ok: false; reason: 'status-word-length' | 'status-word-character' };

const places = [
  'overall',
  'barrier',
  'containerFront',
  'containerRear',
  'weight',
  'icCard',
  'vehicleTag',
  'seal',
  'gps',
  'led',
  'voice',
  'buzzer',
  'laneConfig',
] as const satisfies readonly (keyof StatusWord)[];

const wordLength = 20;
export const isStatusWord = (text: string): boolean => /^[0-9A-Za-z]{20}$/.test(text);

export function parseStatusWord(text: string): StatusWordReading {
  if (text.length !== wordLength) return { ok: false, reason: 'status-word-length' };
  if (!isStatusWord(text)) return { ok: false, reason: 'status-word-character' };
  const read = Object.fromEntries(places.map((place, at) => [place, text.charAt(at)]));
  return { ok: true, word: { ...read, reserved: text.slice(places.length) } as StatusWord };
}

/** What is not said is in order; but the barrier is kept unless it is said to lift. */
export function buildStatusWord(parts: Partial<StatusWord>): string {
  const kept: Partial<StatusWord> = { barrier: '1', ...parts };
  const head = places.map((place) => kept[place] ?? '0').join('');
  return `${head}${kept.reserved ?? ''}`.padEnd(wordLength, '0').slice(0, wordLength);
}

/** Only when the whole and the barrier both say so: any letter of the first place is a doubt. */
export const releases = ({ overall, barrier }: StatusWord): boolean =>
  overall === '0' && barrier === '0';
