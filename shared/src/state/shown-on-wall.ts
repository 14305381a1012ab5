import type { Alarm } from '#contract/alarm.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import type { Scene } from '#contract/scene.ts';
import type { Situation } from '#contract/situation.ts';
import type { Thrown, Wall, WallReason } from '#contract/wall.ts';
import { isUnacknowledged } from './alarm-lifecycle.ts';
import { isSetAside } from './alarm-suppression.ts';
import { isCivilNight } from './civil-night.ts';
import { isEmergencyRunning } from './emergency-lifecycle.ts';
import { leaderOf } from './joined-walls.ts';
import { ownOf } from './own.ts';
import { mainPlace } from './scene-layout.ts';
import { sceneOf } from './scenes.ts';
import { openIncidents } from './situation-selectors.ts';
import { thrownAt } from './wall-lifecycle.ts';

/** For how long a critical alarm stays where it went by itself after somebody has answered it. */
export const criticalStaysMs = 30_000;

/** As much of the situation as a wall's choice rests on. */
export type OnWalls = Pick<Situation, 'walls' | 'scenes' | 'incidents' | 'alarms'>;

/** What the site says of its walls. */
export type Hall = { scenes: readonly Scene[]; utcOffsetMin: number };

/** A screen as it stands: `wall` null is a page without a number; `asked` is what its address asks for. */
export type Screen = { wall: Wall | null; areas: readonly AreaId[]; asked: string | null };

/** A critical alarm that has come onto a wall by itself. */
export type CriticalPlace = {
  alarm: Alarm;
  /** When the wall has its place back; null: not before somebody has acknowledged it. */
  backAtMs: number | null;
  /** `band`: a line beside what hangs there, where that is not to be swept away. */
  in: 'pane' | 'band';
};

export type ShownOnWall = {
  scene: Scene;
  why: WallReason;
  thrown: Thrown | null;
  /** The pane that what was thrown covers; null: nothing was. */
  covered: number | null;
  critical: CriticalPlace | null;
  /** What an incident pane tells of. */
  incident: Incident | null;
  /** At less light. */
  night: boolean;
};

/**
 * What a wall shows, for the wall itself, the desk and the house alike. Gravest first: an emergency lays
 * out its own scene; else a critical alarm that waits for somebody comes into an incident pane, with a
 * scene that has one if this one has none; else it is the scene that somebody set. What a person threw
 * lies over the main place of whichever it is: nothing sweeps it away before its time, and a critical
 * alarm that finds no room beside it is a band.
 */
export function shownOnWall(
  screen: Screen,
  situation: OnWalls,
  hall: Hall,
  nowMs: number,
): ShownOnWall {
  const leader = screen.wall && leaderOf(situation, screen.wall);
  const thrown = leader ? thrownAt(leader, nowMs) : null;
  const base = sceneByRule(screen, leader, situation, hall.scenes);
  const urgent = urgentAlarm(situation, screen.areas, nowMs);
  const mayTurn = urgent !== null && thrown === null && base.why !== 'emergency';
  const turned = mayTurn && base.why !== 'asked' && !hasRoom(base.scene, null);
  const { scene, why } = turned
    ? { scene: known(situation, hall.scenes, 'incident'), why: 'critical' as const }
    : base;
  const covered = thrown ? mainPlace(scene) : null;
  const place = hasRoom(scene, covered) ? ('pane' as const) : ('band' as const);
  return {
    scene,
    why,
    thrown,
    covered,
    critical: urgent && { ...urgent, in: place },
    incident: shownIncident(situation, screen.areas, urgent?.alarm ?? null, thrown),
    night:
      scene.look === 'night' || (scene.look === 'auto' && isCivilNight(hall.utcOffsetMin, nowMs)),
  };
}

/** An emergency's, else the one that was set, else the one that the address asks for, else the usual. */
function sceneByRule(
  { areas, asked }: Screen,
  leader: Wall | null,
  situation: OnWalls,
  site: Hall['scenes'],
): { scene: Scene; why: WallReason } {
  const isEmergency = Object.values(situation.incidents).some(
    (incident) => isEmergencyRunning(incident.emergency) && isOfAny(incident.areas, areas),
  );
  if (isEmergency) return { scene: known(situation, site, 'emergency'), why: 'emergency' };
  const set = leader?.scene ? sceneOf(situation, site, leader.scene.sceneId) : undefined;
  if (set) return { scene: set, why: 'set' };
  const wanted = asked === null ? undefined : sceneOf(situation, site, asked);
  if (wanted) return { scene: wanted, why: 'asked' };
  return { scene: known(situation, site, 'overview'), why: 'usual' };
}

/** The rules' own scenes cannot be removed; one that is missing all the same is no reason to show nothing. */
function known(situation: OnWalls, site: Hall['scenes'], id: string): Scene {
  const scene = sceneOf(situation, site, id) ?? site[0];
  if (!scene) throw new Error('the site has no scenes');
  return scene;
}

const isOfAny = (areas: readonly AreaId[], own: readonly AreaId[]) =>
  areas.some((area) => own.includes(area));

const hasRoom = ({ panes }: Scene, covered: number | null) =>
  panes.some(({ part, area }, i) => part === 'incident' && area === null && i !== covered);

/** The newest critical alarm that nobody has acknowledged; else the one that was answered a moment ago. */
function urgentAlarm(
  { alarms }: OnWalls,
  areas: readonly AreaId[],
  nowMs: number,
): { alarm: Alarm; backAtMs: number | null } | null {
  const critical = Object.values(alarms)
    .filter((alarm) => alarm.severity === 1 && areas.includes(alarm.area) && !isSetAside(alarm))
    .sort((a, b) => b.lastRaisedAtMs - a.lastRaisedAtMs);
  const waiting = critical.find(isUnacknowledged);
  if (waiting) return { alarm: waiting, backAtMs: null };
  const backAt = (alarm: Alarm) => (alarm.acknowledgedAtMs ?? 0) + criticalStaysMs;
  const answered = critical
    .filter((alarm) => backAt(alarm) > nowMs)
    .sort((a, b) => backAt(b) - backAt(a))[0];
  return answered ? { alarm: answered, backAtMs: backAt(answered) } : null;
}

/** Of the critical alarm, else the one that was thrown, else the gravest open one. */
function shownIncident(
  situation: OnWalls,
  areas: readonly AreaId[],
  urgent: Alarm | null,
  thrown: Thrown | null,
): Incident | null {
  const { incidents } = situation;
  const ofUrgent = ownOf(incidents, urgent?.incidentId ?? '');
  const content = thrown?.content;
  const ofThrown = content?.kind === 'incident' ? ownOf(incidents, content.incidentId) : undefined;
  const open = openIncidents(situation).find((incident) => isOfAny(incident.areas, areas));
  return ofUrgent ?? ofThrown ?? open ?? null;
}
