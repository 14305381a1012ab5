import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { ResponseDay } from '@ftz/shared/contract/day-numbers.ts';
import type { LanePassage } from '@ftz/shared/contract/lane-passage.ts';
import { alarmSubject, type NamedSite, placeName } from './names.ts';
import { type Language, type Text, wordFor } from './text.ts';

/** One of the things that a figure counts. `atMs`: since when, or until when, whichever is looked at. */
export type ToldLine = {
  key: string;
  severity: Severity | null;
  head: string;
  rest: string;
  atMs: number | null;
};

type Words = { site: NamedSite | null; language: Language; text: Text };

export function alarmLine(alarm: Alarm, { site, language, text }: Words): ToldLine {
  return {
    key: alarm.id,
    severity: alarm.severity,
    head: wordFor(text.alarm.kinds, alarm.kind),
    rest: [alarmSubject(alarm, site, language), alarm.acknowledgedBy].filter(Boolean).join(' · '),
    atMs: alarm.lastRaisedAtMs,
  };
}

export function passageLine(passage: LanePassage, { site, language, text }: Words): ToldLine {
  const { laneId, eventId, gateId, plate, direction, closedAtMs } = passage;
  const way = direction === 'IN' ? text.statistics.inward : text.statistics.outward;
  return {
    key: `${laneId} ${eventId}`,
    severity: null,
    head: plate ?? text.areaNumbers.noPlate,
    rest: `${placeName(site, 'gates', gateId, language)} · ${laneId} · ${way}`,
    atMs: closedAtMs,
  };
}

export function responseLine(row: ResponseDay, { areaNumbers: text }: Text): ToldLine {
  const { phase, severity, of, p50, p90, p95, limitMs } = row;
  const time = (ms: number | null) => (ms === null ? text.nothing : text.time(ms));
  return {
    key: `${phase} ${severity}`,
    severity,
    head: `p50 ${time(p50)} · p90 ${time(p90)} · p95 ${time(p95)}`,
    rest: `${limitMs === null ? '' : `${text.within(text.time(limitMs))} · `}${text.samples(of)}`,
    atMs: null,
  };
}
