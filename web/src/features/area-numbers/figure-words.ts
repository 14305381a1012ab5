import type { AreaFigure, AreaFigureName } from '@ftz/shared/state/area-figures.ts';
import { shortAge } from '#lib/age.ts';
import type { Text } from '#text/text.ts';

/** How a figure is said: what it counts now, the number, and beside it what the number is held against. */
export type FigureWords = { isWrong: boolean; value: string; rest: string | null };

/** Older than this is said: twice the ten seconds in which the house counts anew. */
const tellsAgeAfterMs = 20_000;

/** Null: nobody knows it. A figure that counts what is wrong counts the whole while nothing is. */
export function figureWords(
  figure: AreaFigure,
  text: Text['areaNumbers'],
  nowMs: number,
): FigureWords | null {
  if (figure.standing === 'unknown') return null;
  const said = sayings[figure.name](figure, text, nowMs);
  const ageMs = figure.countedAtMs === null ? 0 : nowMs - figure.countedAtMs;
  return ageMs > tellsAgeAfterMs ? { ...said, rest: text.counted(shortAge(ageMs)) } : said;
}

type Saying = (figure: AreaFigure, text: Text['areaNumbers'], nowMs: number) => FigureWords;

const plain = (value: string, rest: string | null = null): FigureWords => ({
  isWrong: false,
  value,
  rest,
});
const numberOf = (n: number | null, text: Text['areaNumbers']) =>
  n === null ? text.nothing : n.toLocaleString('en');

const countedWrong: Saying = ({ value, of }, text) =>
  (value ?? 0) > 0
    ? { isWrong: true, value: numberOf(value, text), rest: text.partOf(of ?? 0) }
    : plain(numberOf(of, text));
const time: Saying = ({ value, limitMs }, text) =>
  value === null
    ? plain(text.nothing)
    : plain(timeOf(value, text), limitMs === null ? null : text.within(timeOf(limitMs, text)));

const sayings: Record<AreaFigureName, Saying> = {
  alarms: ({ value, of }, text) => plain(numberOf(value, text), text.openOf(of ?? 0)),
  journeys: countedWrong,
  waiting: ({ value, sinceMs }, text, nowMs) =>
    plain(numberOf(value, text), sinceMs === null ? null : shortAge(nowMs - sinceMs)),
  blind: ({ value, of }, text) =>
    (value ?? 0) > 0
      ? { isWrong: true, value: numberOf(value, text), rest: text.minutes(of ?? 0) }
      : plain(text.minutes(of ?? 0)),
  seals: countedWrong,
  units: ({ value, of }, text) => plain(numberOf(value, text), text.partOf(of ?? 0)),
  acknowledge: time,
  dispatch: time,
  passages: ({ value, of }, text) => plain(text.inOut(value ?? 0, of ?? 0)),
  answered: ({ value, of }, text) => plain(numberOf(value, text), text.partOf(of ?? 0)),
};

function timeOf(ms: number, text: Text['areaNumbers']): string {
  const seconds = ms / 1_000;
  if (seconds >= 120) return text.minutes(Math.round(seconds / 60));
  return text.seconds(seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0));
}
