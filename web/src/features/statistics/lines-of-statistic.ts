import type { DayNumbers } from '@ftz/shared/contract/day-numbers.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import type { Look } from '#desk/look.ts';
import type { NamedSite } from '#text/names.ts';
import { type Language, type Text, wordFor } from '#text/text.ts';
import { alarmLine, passageLine, responseLine, type ToldLine } from '#text/told-lines.ts';
import { hourMs } from './figures.ts';

/** `look` leads to the thing, `page` to another board; neither: it is only read. */
export type StatisticLine = ToldLine & { look?: Look; page?: string };

type Known = {
  situation: Pick<Situation, 'alarms' | 'laneReads'>;
  day: DayNumbers | null;
  site: NamedSite | null;
  text: Text;
  language: Language;
};

/** What a figure of the charts counts, as far as this page holds it, the newest first; times by area. */
export function linesOfStatistic(asked: AskedStatistic, known: Known): StatisticLine[] {
  switch (asked.of) {
    case 'alarms':
      return alarmsOf(asked, known);
    case 'passages':
      return passagesOf(asked, known);
    case 'responses':
      return responsesOf(asked, known);
  }
}

type Asked<Of> = Extract<AskedStatistic, { of: Of }>;

function alarmsOf({ hourMs: fromMs, severity }: Asked<'alarms'>, known: Known): StatisticLine[] {
  const isWithin = (atMs: number) => atMs >= fromMs && atMs < fromMs + hourMs;
  return Object.values(known.situation.alarms)
    .filter((alarm) => alarm.severity === severity)
    .filter(({ raisedAtMs, lastRaisedAtMs }) => isWithin(raisedAtMs) || isWithin(lastRaisedAtMs))
    .sort((a, b) => b.lastRaisedAtMs - a.lastRaisedAtMs)
    .map((alarm) => ({ ...alarmLine(alarm, known), look: { alarm } }));
}

function passagesOf({ gateId, fromMs }: Asked<'passages'>, known: Known): StatisticLine[] {
  return Object.values(known.situation.laneReads)
    .map(({ passage }) => passage)
    .filter((passage) => passage.gateId === gateId && passage.closedAtMs >= fromMs)
    .sort((a, b) => b.closedAtMs - a.closedAtMs)
    .map((passage) => ({
      ...passageLine(passage, known),
      look: { thing: { kind: 'gate', id: gateId } },
    }));
}

function responsesOf({ phase, severity }: Asked<'responses'>, known: Known): StatisticLine[] {
  const { day, text } = known;
  return (day?.responses ?? []).flatMap((row) => {
    if (row.area === null || row.phase !== phase || row.severity !== severity || row.of === 0)
      return [];
    const { head, rest } = responseLine(row, text);
    const line = {
      key: row.area,
      severity: null,
      head: wordFor(text.shell.areas, row.area),
      rest: `${head} · ${rest}`,
      atMs: null,
    };
    // Who arrived when is a figure of the house, and of no area's board.
    const hasBoard = phase !== 'arrive';
    return [hasBoard ? { ...line, page: `/areas?area=${row.area}&figure=${phase}` } : line];
  });
}
