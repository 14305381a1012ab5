import type { CameraEntry } from '@ftz/shared/contract/camera.ts';
import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { SealReport } from '@ftz/shared/contract/seal.ts';
import type { UnitRecord, UnitState } from '@ftz/shared/contract/unit.ts';
import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import type { GateFlow } from '@ftz/shared/state/gate-flow.ts';
import type { SealCondition } from '@ftz/shared/state/seal-condition.ts';
import { shortAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { gateSilentMs } from '#live/gate-freshness.ts';
import type { Text } from '#text/text.ts';

/** One line of what is known of a thing; `isOld`: it tells how long ago, and that is too long. */
export type ThingLine = { name: string; words: string; isOld?: boolean };

const hourMs = 3_600_000;
/** Nobody's word about a place older than this is of now. */
const oldMs = 60_000;

const aged = (name: string, words: string, ageMs: number, afterMs: number): ThingLine => ({
  name,
  words,
  isOld: ageMs > afterMs,
});

/** `heardAtMs`: the freshest word of any feed of this gate; null: none was ever heard. */
export function linesOfGate(
  flow: GateFlow | null,
  heardAtMs: number | null,
  nowMs: number,
  { thing: text }: Text,
): ThingLine[] {
  const { inward = 0, outward = 0, waiting = 0, waitingSinceMs, sinceMs = 0 } = flow ?? {};
  const isWhole = flow === null || nowMs - sinceMs >= hourMs;
  const heardMs = heardAtMs === null ? null : nowMs - heardAtMs;
  return [
    {
      name: 'flow',
      words: isWhole
        ? text.flow(inward, outward)
        : text.flowSince(zoneMinute(sinceMs), inward, outward),
    },
    {
      name: 'waiting',
      words:
        waiting > 0
          ? text.waiting(waiting, shortAge(nowMs - (waitingSinceMs ?? nowMs)))
          : text.noneWaiting,
    },
    heardMs === null
      ? { name: 'heard', words: text.never, isOld: true }
      : aged('heard', text.heardAgo(shortAge(heardMs)), heardMs, gateSilentMs),
  ];
}

export function linesOfFence(
  state: { signal: FenceSignal; atMs: number } | undefined,
  condition: 'normal' | 'alarm' | 'trouble',
  nowMs: number,
  { thing: text }: Text,
): ThingLine[] {
  if (!state) return [{ name: 'state', words: text.fence.never, isOld: true }];
  const age = text.ago(shortAge(nowMs - state.atMs));
  return [{ name: 'state', words: `${text.fence[condition]} · ${age}` }];
}

export function linesOfUnit(
  state: UnitState,
  record: UnitRecord | undefined,
  from: 'fix' | 'post',
  nowMs: number,
  { thing: text }: Text,
): ThingLine[] {
  const crew = record?.crew.map(({ name }) => name).join('、');
  const fix = record?.fix ?? null;
  const ageMs = fix ? nowMs - fix.atMs : 0;
  return [
    { name: 'state', words: [text.unit[state], crew].filter(Boolean).join(' · ') },
    ...(from === 'post' ? [{ name: 'post', words: text.atPost, isOld: true }] : []),
    ...(fix ? [aged('fix', text.fix(shortAge(ageMs)), ageMs, oldMs)] : []),
  ];
}

/** `entry`: as the server told it last; null: it has not been told, or not to this person. */
export function linesOfCamera(
  entry: CameraEntry | null,
  nowMs: number,
  { thing: text, video }: Text,
): ThingLine[] {
  if (!entry) return [{ name: 'state', words: text.notKnown, isOld: true }];
  const age = entry.lastSeenAtMs === null ? null : shortAge(nowMs - entry.lastSeenAtMs);
  const state = text.camera[entry.state];
  const words = age === null ? state : `${state} · ${text.heardAgo(age)}`;
  return [
    { name: 'state', words, isOld: entry.state !== 'alive' },
    ...(entry.trouble ? [{ name: 'trouble', words: video.trouble[entry.trouble] }] : []),
    ...(entry.recording.trouble
      ? [{ name: 'recording', words: text.notRecorded, isOld: true }]
      : []),
  ];
}

export function linesOfSeal(
  report: SealReport | undefined,
  condition: SealCondition,
  nowMs: number,
  { thing: text }: Text,
): ThingLine[] {
  const ageMs = report ? nowMs - report.deviceAtMs : null;
  const age = ageMs === null ? null : text.ago(shortAge(ageMs));
  return [
    {
      name: 'state',
      words: [text.seal[condition], age].filter(Boolean).join(' · '),
      isOld: condition === 'silent' || condition === 'unknown',
    },
    ...(report ? [{ name: 'battery', words: text.battery(Math.round(report.batteryPct)) }] : []),
  ];
}

export function linesOfVehicle(
  fix: { speedKph: number; fixAtMs: number } | null,
  journey: Journey | null,
  nowMs: number,
  { thing: text, incident }: Text,
): ThingLine[] {
  if (!fix) return [{ name: 'fix', words: text.noFix, isOld: true }];
  const ageMs = nowMs - fix.fixAtMs;
  const isOld = ageMs > oldMs;
  const speed = isOld ? [] : [`${Math.round(fix.speedKph)} km/h`];
  return [
    { name: 'fix', words: [...speed, text.fix(shortAge(ageMs))].join(' · '), isOld },
    ...(journey ? [{ name: 'due', words: incident.due(zoneMinute(journey.dueAtMs)) }] : []),
  ];
}

/** `olderMs`: how long ago the list was read. */
export function linesOfVessel(
  vessel: Vessel | undefined,
  olderMs: number,
  { thing: text, map }: Text,
): ThingLine[] {
  if (!vessel) return [{ name: 'fix', words: text.noFix, isOld: true }];
  const { speedKn, navStatus, ageS, trusted } = vessel;
  const status = navStatus === null ? undefined : map.navStatus[navStatus];
  const speed = speedKn === null ? null : `${speedKn.toFixed(1)} kn`;
  const ageMs = ageS * 1000 + olderMs;
  return [
    { name: 'state', words: [speed, status].filter(Boolean).join(' · ') },
    aged('fix', text.fix(shortAge(ageMs)), ageMs, 4 * oldMs),
    { name: 'trust', words: trusted ? '' : map.unregisteredReceiver },
  ].filter(({ words }) => words !== '');
}
