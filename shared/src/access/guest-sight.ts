import type { Principal } from '#contract/account.ts';
import type { Incident } from '#contract/incident.ts';
import type { HeldClip } from '#contract/recording.ts';
import type { Situation } from '#contract/situation.ts';
import { ownOf } from '#state/own.ts';
import { mayDoInAny } from './policy.ts';

/** Whether this account is let into the incident now. An invitation that is over opens nothing. */
export function isGuest({ guests }: Incident, accountId: string, nowMs: number): boolean {
  return guests.some((guest) => guest.accountId === accountId && guest.untilMs > nowMs);
}

/** Who sees an incident: the people of its areas, and its guests. */
export function seesIncident(principal: Principal, incident: Incident, nowMs: number): boolean {
  return (
    mayDoInAny(principal, 'situation.read', incident.areas) ||
    isGuest(incident, principal.accountId, nowMs)
  );
}

/** The incidents that this account is let into now. */
export function incidentsOfGuest(
  { incidents }: Situation,
  accountId: string,
  nowMs: number,
): Incident[] {
  return Object.values(incidents).filter((incident) => isGuest(incident, accountId, nowMs));
}

/** Whether a guest may look at what was recorded: what is kept for an incident that he is let into, and no more. */
export function seesRecordingAsGuest(
  situation: Situation,
  accountId: string,
  { cameraId, fromMs, untilMs }: HeldClip,
  nowMs: number,
): boolean {
  return incidentsOfGuest(situation, accountId, nowMs).some(({ clips = [] }) =>
    clips.some(
      (clip) => clip.cameraId === cameraId && clip.fromMs <= fromMs && clip.untilMs >= untilMs,
    ),
  );
}

/** Whether a guest may look at this camera: one of an alarm of an incident that he is let into. */
export function seesCameraAsGuest(
  situation: Situation,
  accountId: string,
  cameraId: string,
  nowMs: number,
): boolean {
  return incidentsOfGuest(situation, accountId, nowMs).some(({ alarms }) =>
    alarms.some(({ alarmId }) => ownOf(situation.alarms, alarmId)?.cameraIds.includes(cameraId)),
  );
}
