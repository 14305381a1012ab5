import { site } from '@ftz/shared/site/site.ts';
import type { FenceField } from './fence-field.ts';

export type SteadyLoad = { reported: () => number; stop: () => void };

/** Codes that raise an alarm, and ones that are only kept. */
const alarmCodes = ['BA', 'PA', 'HA', 'FA', 'GA', 'KA', 'MA', 'QA', 'UA', 'WA', 'ZA'];
export const troubleCodes =
  'BT TT BB TB UT UB AT YT YC YS YM YP YI YD ET EM XT XQ XL LT PT HT FT NT IA DT VT RT BZ UZ'.split(
    ' ',
  );

const tickMs = 20;
/** Prime to the number of stretches: neighbours in time are of different panels. */
const stride = 13;

type Pace = {
  perSecond: number;
  codes?: readonly string[] | undefined;
  /** The clock of the panels. */
  nowMs?: (() => number) | undefined;
};

/**
 * So many reports a second, whether or not they are answered, over all stretches of fence in turn. No
 * stretch says the same code twice in one second, because a panel could not tell the two apart.
 */
export function startSteadyLoad(
  field: FenceField,
  { perSecond, codes = alarmCodes, nowMs = Date.now }: Pace,
): SteadyLoad {
  const { fences } = site;
  const words = fences.length * codes.length;
  if (perSecond > words) throw new Error(`At most ${words} reports a second.`);
  const startedAtMs = performance.now();
  const said = new Set<number>();
  let second = 0;
  let reported = 0;
  let next = 0;

  const reportOne = () => {
    const atMs = nowMs();
    const now = Math.floor(atMs / 1000);
    if (now !== second) said.clear();
    second = now;
    while (said.has(next % words)) next += 1;
    const word = next % words;
    next += 1;
    said.add(word);
    const fence = fences[(word * stride) % fences.length];
    const code = codes[Math.floor(word / fences.length)];
    if (fence && code) field.report({ account: fence.account, zone: fence.zone, code, atMs });
  };
  const timer = setInterval(() => {
    const due = ((performance.now() - startedAtMs) * perSecond) / 1000;
    // After a stall only as many as one second has words for.
    for (; reported < due && said.size < words - 1; reported++) reportOne();
  }, tickMs);
  return { reported: () => reported, stop: () => clearInterval(timer) };
}
