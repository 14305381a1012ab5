import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { HeldClip } from '@ftz/shared/contract/recording.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import { joinClips } from '@ftz/shared/state/join-clips.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { Held } from '#domain/recordings.ts';

/** What an alarm was about begins before it, and goes on after. */
const beforeMs = 120_000;
const afterMs = 120_000;
/** An end that is missing by less is not worth an entry of its own: alarms of one thing come in bursts. */
const smallMs = 30_000;
const dayMs = 24 * 3_600_000;

/** What is to be kept of the cameras that see this alarm, as far as its incident does not keep it already. */
export function clipsToHold(incident: Incident, alarm: Alarm, nowMs: number): HeldClip[] {
  // A device whose clock is ahead saw nothing that is yet to come.
  const atMs = Math.floor(Math.min(alarm.deviceAtMs, nowMs));
  const wanted = { fromMs: Math.max(0, atMs - beforeMs), untilMs: atMs + afterMs };
  return alarm.cameraIds
    .filter((cameraId) => !isKept(incident.clips ?? [], { cameraId, ...wanted }))
    .map((cameraId) => ({ cameraId, ...wanted }));
}

function isKept(clips: readonly HeldClip[], { cameraId, fromMs, untilMs }: HeldClip): boolean {
  return clips.some(
    (clip) =>
      clip.cameraId === cameraId &&
      clip.fromMs <= fromMs + smallMs &&
      clip.untilMs >= untilMs - smallMs,
  );
}

/** One entry for each incident that lacks something; none where all is kept. */
export function holdDrafts(situation: Situation, incidentIds: readonly string[], nowMs: number) {
  const ids = new Set(incidentIds.map((id) => goesOnAs(situation, id)));
  return [...ids].flatMap((id): DurableDraft[] => {
    const incident = ownOf(situation.incidents, id);
    if (!incident || incident.closedAtMs !== null) return [];
    const clips = incident.alarms.flatMap(({ alarmId }) => {
      const alarm = ownOf(situation.alarms, alarmId);
      return alarm ? clipsToHold(incident, alarm, nowMs) : [];
    });
    if (clips.length === 0) return [];
    return [
      {
        type: 'incident.clips-held',
        areas: incident.areas,
        actor: { kind: 'machine', name: 'recorder' },
        data: { incidentId: incident.id, clips: joinClips(clips) },
      },
    ];
  });
}

/**
 * Whether what is held for an incident is still needed: while it is open, and then until two people said, or for
 * so many days after. What they said is written beside what is held, since an incident is forgotten before.
 */
export function isStillNeeded(
  situation: Situation,
  { incidentId, clips, keptUntilMs }: Held,
  days: number,
): boolean {
  const incident = ownOf(situation.incidents, goesOnAs(situation, incidentId));
  if (incident && incident.closedAtMs === null) return true;
  const saidMs = incident?.retention?.keptUntilMs ?? keptUntilMs;
  if (saidMs !== null) return situation.atMs < saidMs;
  const endedAtMs = incident?.closedAtMs ?? Math.max(...clips.map(({ untilMs }) => untilMs));
  return situation.atMs - endedAtMs < days * dayMs;
}

/** What the disk does not know yet of what two people said. */
export function retentionsToWrite(
  situation: Situation,
  held: readonly Held[],
): { incidentId: string; keptUntilMs: number }[] {
  return held.flatMap(({ incidentId, keptUntilMs }) => {
    const said = ownOf(situation.incidents, goesOnAs(situation, incidentId))?.retention;
    return said && said.keptUntilMs !== keptUntilMs
      ? [{ incidentId, keptUntilMs: said.keptUntilMs }]
      : [];
  });
}
