import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { BlindSpot, DayNumbers } from '@ftz/shared/contract/day-numbers.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { AreaFigureName } from '@ftz/shared/state/area-figures.ts';
import type { AreaStanding } from '@ftz/shared/state/area-standing.ts';
import type { Thing } from '#desk/thing.ts';
import { shortAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { alarmSubject, type NamedSite, placeName } from '#text/names.ts';
import { type Language, type Text, wordFor } from '#text/text.ts';

/** One of the things that a figure counts. `atMs`: since when, or until when, whichever is looked at. */
export type LineBehind = {
  key: string;
  severity: Severity | null;
  head: string;
  rest: string;
  atMs: number | null;
  /** Where it leads at the desk; null: it has no place there. */
  look: Look | null;
};
export type Look = { alarm: Pick<Alarm, 'id' | 'incidentId'> } | { thing: Thing };

export type Behind = {
  standing: AreaStanding;
  situation: Situation;
  day: DayNumbers | null;
  site: NamedSite | null;
  text: Text;
  language: Language;
  nowMs: number;
};

/** What lies behind a figure of an area, what matters most first. */
export function linesBehind(name: AreaFigureName, behind: Behind): LineBehind[] {
  return listings[name](behind);
}

const listings: Record<AreaFigureName, (behind: Behind) => LineBehind[]> = {
  alarms: (behind) => {
    const { open, unanswered } = behind.standing;
    const answered = open.filter((alarm) => !unanswered.includes(alarm));
    return [...unanswered, ...answered].map((alarm) => lineOfAlarm(alarm, behind));
  },
  answered: (behind) => {
    const fromMs = behind.day?.fromMs ?? 0;
    return Object.values(behind.situation.alarms)
      .filter(({ area }) => area === behind.standing.area)
      .filter(({ acknowledgedAtMs }) => (acknowledgedAtMs ?? 0) >= fromMs && fromMs > 0)
      .sort((a, b) => (b.acknowledgedAtMs ?? 0) - (a.acknowledgedAtMs ?? 0))
      .map((alarm) => ({ ...lineOfAlarm(alarm, behind), atMs: alarm.acknowledgedAtMs }));
  },
  journeys: ({ standing: { underWay }, site, language, text, nowMs }) =>
    underWay.map((journey) => ({
      key: journey.id,
      severity: null,
      head: [journey.plate, journey.containerNo].filter(Boolean).join(' · '),
      rest: `${placeName(site, 'gates', journey.fromGateId, language)} → ${placeName(site, 'gates', journey.toGateId, language)} · ${
        journey.dueAtMs < nowMs
          ? text.areaNumbers.overdue(shortAge(nowMs - journey.dueAtMs))
          : text.areaNumbers.dueAt(zoneMinute(journey.dueAtMs))
      }`,
      atMs: journey.departedAtMs,
      look: { thing: { kind: 'vehicle', id: journey.vehicleId } },
    })),
  waiting: ({ standing: { waiting }, situation, site, language, text }) =>
    waiting.map(({ eventId, laneId, gateId, plate, state, decidedAtMs }) => ({
      key: `${laneId} ${eventId}`,
      severity: null,
      head: plate ?? laneId,
      rest: `${placeName(site, 'gates', gateId, language)} · ${laneId} · ${wordFor(text.evidence.laneStates, state)}`,
      atMs: decidedAtMs,
      look: lookAtPlate(situation, plate) ?? { thing: { kind: 'gate', id: gateId } },
    })),
  blind: ({ standing: { area }, day, text }) =>
    (day?.areas.find((one) => one.area === area)?.blind ?? []).map((spot) =>
      lineOfSpot(spot, text),
    ),
  seals: ({ standing: { seals }, text }) =>
    seals
      .filter(({ journey }) => journey?.state === 'under-way')
      .map(({ sealId, stage, exceptions, journey }) => ({
        key: sealId,
        severity: null,
        head: sealId,
        rest: [
          ...exceptions.map((one) => wordFor(text.evidence.exceptions, one)),
          wordFor(text.evidence.stages, stage),
          journey?.plate,
        ]
          .filter(Boolean)
          .join(' · '),
        atMs: journey?.departedAtMs ?? null,
        look: { thing: { kind: 'seal', id: sealId } },
      })),
  units: ({ standing: { units }, text, language }) =>
    units.map(({ unit, state }) => ({
      key: unit.id,
      severity: null,
      head: language === 'zh' ? unit.nameZh : unit.nameEn,
      rest: wordFor(text.thing.unit, state),
      atMs: null,
      look: { thing: { kind: 'unit', id: unit.id } },
    })),
  passages: ({ standing: { area }, situation, site, language, text }) =>
    Object.values(situation.laneReads)
      .filter(({ passage }) => passage.area === area)
      .sort((a, b) => b.passage.closedAtMs - a.passage.closedAtMs)
      .map(({ passage: { laneId, eventId, gateId, plate, direction, closedAtMs } }) => ({
        key: `${laneId} ${eventId}`,
        severity: null,
        head: plate ?? text.areaNumbers.noPlate,
        rest: `${placeName(site, 'gates', gateId, language)} · ${laneId} · ${
          direction === 'IN' ? text.statistics.inward : text.statistics.outward
        }`,
        atMs: closedAtMs,
        look: { thing: { kind: 'gate', id: gateId } },
      })),
  acknowledge: (behind) => linesOfResponses('acknowledge', behind),
  dispatch: (behind) => linesOfResponses('dispatch', behind),
};

function lineOfAlarm(alarm: Alarm, { site, language, text }: Behind): LineBehind {
  const by = alarm.acknowledgedBy === null ? [] : [alarm.acknowledgedBy];
  return {
    key: alarm.id,
    severity: alarm.severity,
    head: wordFor(text.alarm.kinds, alarm.kind),
    rest: [alarmSubject(alarm, site, language), ...by].join(' · '),
    atMs: alarm.lastRaisedAtMs,
    look: { alarm },
  };
}

function lineOfSpot(spot: BlindSpot, text: Text): LineBehind {
  const { entityId, gateway, alarmId, incidentId, why, untilMs, fromMs, minutes } = spot;
  const state = untilMs === null ? text.areaNumbers.stillBlind : text.areaNumbers.seesAgain;
  return {
    key: entityId ?? `feed ${gateway}`,
    severity: null,
    head: entityId ?? wordFor(text.shell.gateways, gateway ?? ''),
    rest: `${wordFor(text.areaNumbers.blindWhy, why)} · ${state} · ${text.areaNumbers.minutes(Math.round(minutes))}`,
    atMs: fromMs,
    look: alarmId === null ? null : { alarm: { id: alarmId, incidentId } },
  };
}

/** By level; the slowest of them, one by one, stand on the page of figures. */
function linesOfResponses(
  phase: 'acknowledge' | 'dispatch',
  { standing: { area }, day, text: { areaNumbers: text } }: Behind,
): LineBehind[] {
  const time = (ms: number | null) => (ms === null ? text.nothing : text.time(ms));
  return (day?.responses ?? [])
    .filter((row) => row.area === area && row.phase === phase)
    .map(({ severity, of, p50, p90, p95, limitMs }) => ({
      key: `${phase} ${severity}`,
      severity,
      head: `p50 ${time(p50)} · p90 ${time(p90)} · p95 ${time(p95)}`,
      rest: `${limitMs === null ? '' : `${text.within(text.time(limitMs))} · `}${text.samples(of)}`,
      atMs: null,
      look: null,
    }));
}

function lookAtPlate({ alarms }: Situation, plate: string | null): Look | null {
  const open = Object.values(alarms).find(
    (alarm) => plate !== null && alarm.plate === plate && alarm.state !== 'normal',
  );
  return open ? { alarm: open } : null;
}
