import type { Scene, ScenePane, SceneSet } from '#contract/scene.ts';
import type { Display, Joint, Thrown, Wall } from '#contract/wall.ts';

export function exampleThrown(change: Partial<Thrown> = {}): Thrown {
  return {
    content: { kind: 'incident', incidentId: 'I1' },
    areas: ['WGQ'],
    byAccountId: 'U1',
    byName: 'officer',
    rank: 1,
    atMs: 5_000,
    endsAtMs: 605_000,
    ...change,
  };
}

export function exampleDisplay(change: Partial<Display> = {}): Display {
  return {
    keyId: 'K1',
    key: { x: 'x'.repeat(43), y: 'y'.repeat(43) },
    areas: ['WGQ'],
    address: '10.0.0.7',
    browser: 'Chromium',
    byName: 'leader',
    atMs: 5_000,
    ...change,
  };
}

export function exampleWall(change: Partial<Wall> = {}): Wall {
  return {
    id: '1',
    accountId: 'U-wall',
    thrown: null,
    scene: null,
    joint: null,
    display: null,
    blindSinceMs: null,
    ...change,
  };
}

export function exampleSet(change: Partial<SceneSet> = {}): SceneSet {
  return {
    sceneId: 'video',
    byAccountId: 'U2',
    byName: 'leader',
    rank: 2,
    atMs: 5_000,
    holdsUntilMs: 605_000,
    ...change,
  };
}

/** Two screens beside each other. */
export function exampleJoint(change: Partial<Joint> = {}): Joint {
  return {
    columns: 2,
    rows: 1,
    screens: [
      { wallId: '1', column: 0, row: 0 },
      { wallId: '2', column: 1, row: 0 },
    ],
    gapX: 10,
    gapY: 10,
    ...change,
  };
}

export function examplePane(change: Partial<ScenePane> = {}): ScenePane {
  return { part: 'zone-map', x: 0, y: 2, w: 20, h: 12, area: null, cameraIds: [], ...change };
}

/** A bar, and a map beneath it. */
export function exampleScene(change: Partial<Scene> = {}): Scene {
  const bar = examplePane({ part: 'bar', y: 0, w: 32, h: 2 });
  return {
    id: 'own',
    nameZh: '自定',
    nameEn: 'Own',
    look: 'auto',
    panes: [bar, examplePane()],
    ...change,
  };
}
