import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { BlindSpot, DayNumbers } from '@ftz/shared/contract/day-numbers.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { AreaFigureName } from '@ftz/shared/state/area-figures.ts';
import type { AreaStanding } from '@ftz/shared/state/area-standing.ts';
import type { Look } from '#desk/look.ts';
import { shortAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { type NamedSite, placeName } from '#text/names.ts';
import { type Language, type Text, wordFor } from '#text/text.ts';
import { alarmLine, passageLine, responseLine, type ToldLine } from '#text/told-lines.ts';

/** `look`: where it leads at the desk; null: it has no place there. */
export type AreaLine = ToldLine & { look: Look | null };

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
export function linesBehind(name: AreaFigureName, behind: Behind): AreaLine[] {
  return listings[name](behind);
}

const listings: Record<AreaFigureName, (behind: Behind) => AreaLine[]> = {
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
      .map(({ passage }) => ({
        ...passageLine(passage, { site, language, text }),
        look: { thing: { kind: 'gate', id: passage.gateId } },
      })),
  acknowledge: (behind) => linesOfResponses('acknowledge', behind),
  dispatch: (behind) => linesOfResponses('dispatch', behind),
};

const lineOfAlarm = (alarm: Alarm, behind: Behind): AreaLine => ({
  ...alarmLine(alarm, behind),
  look: { alarm },
});

function lineOfSpot(spot: BlindSpot, text: Text): AreaLine {
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
  { standing: { area }, day, text }: Behind,
): AreaLine[] {
  return (day?.responses ?? [])
    .filter((row) => row.area === area && row.phase === phase)
    .map((row) => ({ ...responseLine(row, text), look: null }));
}

function lookAtPlate({ alarms }: Situation, plate: string | null): Look | null {
  const open = Object.values(alarms).find(
    (alarm) => plate !== null && alarm.plate === plate && alarm.state !== 'normal',
  );
  return open ? { alarm: open } : null;
}
