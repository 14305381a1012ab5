import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '#contract/alarm.ts';
import { areaIds } from '#contract/ids.ts';
import type { Incident } from '#contract/incident.ts';
import { sceneGrid } from '#contract/scene.ts';
import type { Situation } from '#contract/situation.ts';
import type { Wall } from '#contract/wall.ts';
import { siteHall } from '#site/scenes.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { randomHistory } from './random-history.fixture.ts';
import { isLayoutFit } from './scene-layout.ts';
import { criticalStaysMs, shownOnWall } from './shown-on-wall.ts';
import { emptySituation } from './situation.ts';
import {
  exampleJoint,
  exampleScene,
  exampleSet,
  exampleThrown,
  exampleWall,
} from './wall.fixture.ts';

/** Noon in the zone. */
const noonMs = Date.UTC(2026, 0, 1, 4);
const emergency = { state: 'in-force' } as Incident['emergency'];

type Things = { walls?: Wall[]; alarms?: Alarm[]; incidents?: Incident[] } & Partial<
  Pick<Situation, 'scenes'>
>;
function situationOf({ walls = [], alarms = [], incidents = [], ...more }: Things): Situation {
  const byId = <T extends { id: string }>(list: T[]) =>
    Object.fromEntries(list.map((each) => [each.id, each]));
  const records = { walls: byId(walls), alarms: byId(alarms), incidents: byId(incidents) };
  return { ...emptySituation(), ...records, ...more };
}
function shown(
  things: Things,
  wallId: string | null = '1',
  asked: string | null = null,
  nowMs = noonMs,
) {
  const situation = situationOf(things);
  const wall = wallId === null ? null : (situation.walls[wallId] ?? null);
  return shownOnWall({ wall, areas: [...areaIds], asked }, situation, siteHall, nowMs);
}

const set = (sceneId: string) => exampleWall({ scene: exampleSet({ sceneId }) });
const grave = exampleAlarm({ id: 'A1', severity: 1, state: 'unacked', incidentId: 'I1' });
const cutSeal = exampleIncident({ id: 'I1', severity: 1 });
const other = exampleIncident({ id: 'I2', severity: 2, openedAtMs: 9 });
const answered = (agoMs: number) => ({
  ...grave,
  state: 'acked' as const,
  acknowledgedAtMs: noonMs - agoMs,
});
const thrown = exampleThrown({ endsAtMs: noonMs + 1_000 });

describe('what a wall shows', () => {
  it('is the scene that somebody set, else what its address asks for, else the overview', () => {
    expect(shown({ walls: [set('statistics')] })).toMatchObject({
      scene: { id: 'statistics' },
      why: 'set',
    });
    expect(shown({ walls: [exampleWall()] }, '1', 'video')).toMatchObject({
      scene: { id: 'video' },
      why: 'asked',
    });
    expect(shown({ walls: [set('statistics')] }, '1', 'video').scene.id).toBe('statistics');
    expect(shown({}, null, 'nothing-like-it')).toMatchObject({
      scene: { id: 'overview' },
      why: 'usual',
    });
    expect(shown({ walls: [set('gone')] }).scene.id).toBe('overview');
  });

  it('is laid out as a person saved it, and as the site has it where that was taken back', () => {
    const saved = exampleScene({ id: 'overview' });
    const record = { id: 'overview', version: 2, saved, provided: null, byName: 'x', atMs: 1 };
    expect(shown({ scenes: { overview: record } }).scene).toEqual(saved);
    const takenBack = { ...record, version: 3, saved: null };
    expect(shown({ scenes: { overview: takenBack } }).scene).toBe(siteHall.scenes[0]);
  });

  it('is the emergency while one is in force in an area of the wall', () => {
    const incidents = [{ ...cutSeal, areas: ['WGQ' as const], emergency }];
    expect(shown({ walls: [set('video')], incidents })).toMatchObject({
      scene: { id: 'emergency' },
      why: 'emergency',
    });
    const lapsed = { ...cutSeal, emergency: { state: 'unconfirmed' } as Incident['emergency'] };
    expect(shown({ walls: [set('video')], incidents: [lapsed] }).scene.id).toBe('video');
    const elsewhere = shownOnWall(
      { wall: set('video'), areas: ['PVG'], asked: null },
      situationOf({ incidents }),
      siteHall,
      noonMs,
    );
    expect(elsewhere.scene.id).toBe('video');
  });

  it('is dimmed by the civil clock where its scene leaves that to it', () => {
    const midnightMs = noonMs + 12 * 3_600_000;
    expect([shown({}).night, shown({}, null, null, midnightMs).night]).toEqual([false, true]);
    expect(shown({ walls: [set('night')] }).night).toBe(true);
  });
});

describe('a critical alarm', () => {
  it('comes into the incident pane of the scene, or with a scene that has one', () => {
    const things = { alarms: [grave], incidents: [other, cutSeal] };
    const overview = shown({ walls: [exampleWall()], ...things });
    expect(overview).toMatchObject({ scene: { id: 'overview' }, incident: { id: 'I1' } });
    expect(overview.critical).toMatchObject({ alarm: { id: 'A1' }, in: 'pane', backAtMs: null });
    const video = shown({ walls: [set('video')], ...things });
    expect(video).toMatchObject({ scene: { id: 'incident' }, why: 'critical' });
  });

  it('gives the place back a while after somebody has answered it', () => {
    const at = (agoMs: number) => shown({ walls: [set('video')], alarms: [answered(agoMs)] });
    expect(at(1_000)).toMatchObject({
      why: 'critical',
      critical: { backAtMs: noonMs - 1_000 + criticalStaysMs },
    });
    expect(at(criticalStaysMs)).toMatchObject({ scene: { id: 'video' }, critical: null });
  });

  it('sweeps nothing away that a person threw: it stands beside it, or is a band', () => {
    const things = { alarms: [grave], incidents: [cutSeal, other] };
    const withThrown = (sceneId: string) =>
      shown({ walls: [{ ...set(sceneId), thrown }], ...things });
    expect(withThrown('overview')).toMatchObject({ thrown, critical: { in: 'pane' } });
    expect(withThrown('video')).toMatchObject({
      scene: { id: 'video' },
      thrown,
      covered: 1,
      critical: { in: 'band' },
    });
  });

  it('leaves a wall alone whose address says what it shows, and tells it in a band', () => {
    expect(shown({ alarms: [grave] }, null, 'video')).toMatchObject({
      scene: { id: 'video' },
      critical: { in: 'band' },
    });
  });

  it('is of an area of the wall, of the first rank, and not set aside', () => {
    const aside = { ...grave, suppression: { untilMs: noonMs + 1 } as Alarm['suppression'] };
    const milder = { ...grave, severity: 2 as const };
    for (const alarm of [aside, milder]) {
      expect(shown({ walls: [set('video')], alarms: [alarm] }).critical).toBeNull();
    }
    const screen = { wall: null, areas: ['PVG' as const], asked: null };
    const elsewhere = shownOnWall(screen, situationOf({ alarms: [grave] }), siteHall, noonMs);
    expect(elsewhere.critical).toBeNull();
  });
});

it('joined screens show what the first of them does', () => {
  const joint = exampleJoint();
  const first = { ...set('video'), joint, thrown };
  const second = exampleWall({ id: '2', joint, scene: exampleSet({ sceneId: 'statistics' }) });
  expect(shown({ walls: [first, second] }, '2')).toMatchObject({ scene: { id: 'video' }, thrown });
});

it('whatever has happened, every wall shows something that can be read, and what was thrown goes by itself', () => {
  fc.assert(
    fc.property(randomHistory, fc.constantFrom(null, 'video', 'x'), (history, asked) => {
      let situation = emptySituation();
      for (const event of history) {
        situation = applyDurable(situation, event);
        for (const wall of [null, ...Object.values(situation.walls)]) {
          const screen = { wall, areas: [...areaIds], asked };
          const now = shownOnWall(screen, situation, siteHall, situation.atMs);
          expect(isLayoutFit(now.scene.panes)).toBe(true);
          expect(now.scene.panes.reduce((sum, { w, h }) => sum + w * h, 0)).toBeLessThanOrEqual(
            sceneGrid.columns * sceneGrid.rows,
          );
          if (now.thrown) expect(now.thrown.endsAtMs).toBeGreaterThan(situation.atMs);
          // Time alone brings it back to the scene: a day later nothing hangs over it.
          const later = shownOnWall(screen, situation, siteHall, situation.atMs + 86_400_000);
          expect([later.thrown, later.covered]).toEqual([null, null]);
          const isTurned = later.why === 'critical' || later.why === 'emergency';
          if (!isTurned && wall?.scene && later.why === 'set' && !wall.joint)
            expect(later.scene.id).toBe(wall.scene.sceneId);
        }
      }
    }),
    { numRuns: 60 },
  );
});
