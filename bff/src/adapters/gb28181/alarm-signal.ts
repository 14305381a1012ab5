import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { GbAlarm } from './manscdp.ts';

/**
 * What an alarm of a video platform means for the perimeter (GB/T 28181-2016, annex A.2.5 h). Method 5
 * is the picture's analysis, 2 the device itself, 6 its faults. Null: of no meaning to a guard (motion,
 * counts). What no edition describes counts as an alarm when the platform calls it grave.
 */
export function signalOf({ method, type, priority }: GbAlarm): FenceSignal | null {
  const kind = type === null ? null : Number(type);
  const known = method === null ? undefined : meanings[method]?.[kind ?? 0];
  if (known !== undefined) return known;
  if (method === 6) return 'trouble';
  return priority !== null && priority <= 2 ? 'alarm' : null;
}

type Meaning = Readonly<Record<number, FenceSignal | null>>;

/** By method, then by type. */
const meanings: Readonly<Record<number, Meaning>> = {
  2: { 1: 'trouble', 2: 'tamper', 3: 'trouble', 4: 'trouble', 5: 'trouble' },
  5: {
    // Asked for by hand.
    1: 'alarm',
    // Anything that moves, left or taken away, crowds and their number.
    2: null,
    3: null,
    4: null,
    // A line crossed, a field entered, the wrong way, loitering.
    5: 'alarm',
    6: 'alarm',
    7: 'alarm',
    8: 'alarm',
    9: null,
    10: null,
    // The picture itself is wrong: covered, turned away, dark.
    11: 'tamper',
    12: null,
  },
};

/** For the technician: method and type as sent. */
export function codeOf({ method, type }: GbAlarm): string {
  return `GB${method ?? '?'}-${type ?? '?'}`.slice(0, 16);
}

const shanghaiOffsetMs = 8 * 3_600_000;
const localTime = /^(\d{4})-(\d\d?)-(\d\d?)[T ](\d\d?):(\d\d):(\d\d)(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?$/;

/** Times of this protocol are those of the wall in China, unless they say an offset. Null: no time. */
export function timeOf(text: string | null): number | null {
  const found = localTime.exec(text ?? '');
  if (found === null) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = found
    .slice(1, 7)
    .map(Number);
  const wallMs = Date.UTC(year, month - 1, day, hour, minute, second);
  const isDate = new Date(wallMs).getUTCDate() === day && month >= 1 && month <= 12;
  return isDate && hour < 24 ? wallMs - offsetMs(found[7]) : null;
}

function offsetMs(text: string | undefined): number {
  if (text === undefined) return shanghaiOffsetMs;
  if (text === 'Z') return 0;
  const digits = text.replace(':', '');
  const minutes = Number(digits.slice(1, 3)) * 60 + Number(digits.slice(3, 5));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}
