import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { WallLayers } from './map-layer.ts';
import { Nullable } from './nullable.ts';

/** A screen of 16:9 is this many cells wide and high: each is square, and of 32 arc-minutes where it usually hangs. */
export const sceneGrid = { columns: 32, rows: 18 } as const;

/** What a pane may be. What is not in this list nobody can hang up. */
export const sceneParts = [
  /** Time, areas and how much is open in each. */
  'bar',
  'zone-map',
  'area-map',
  /** The gravest open incident, or what was thrown, or what asks to be acknowledged. */
  'incident',
  /** The four cameras that see the incident best; while there is none, one of each area in turn. */
  'incident-cameras',
  /** Sixteen cameras, or those of an area, or those that are named. */
  'camera-grid',
  /** The areas side by side, each with what calls for somebody there. */
  'area-board',
  'figures',
  'alarms-by-hour',
  'gate-throughput',
  'response-times',
  'false-rates',
  'alarm-list',
  'emergency-report',
] as const;
export const ScenePart = Type.Enum(sceneParts);
export type ScenePart = Static<typeof ScenePart>;

/** One part of a scene and where it stands, in cells from the upper left. */
export const ScenePane = Type.Object(
  {
    part: ScenePart,
    x: Type.Integer({ minimum: 0, maximum: sceneGrid.columns - 1 }),
    y: Type.Integer({ minimum: 0, maximum: sceneGrid.rows - 1 }),
    w: Type.Integer({ minimum: 1, maximum: sceneGrid.columns }),
    h: Type.Integer({ minimum: 1, maximum: sceneGrid.rows }),
    /** Of what it tells; null: of all that the wall may show. */
    area: Nullable(AreaId),
    /** Which cameras; empty: those that suit the part. */
    cameraIds: Type.Array(Id, { maxItems: 16 }),
    /** What a map shows beside alarms and where it is blind; left out: what is usual. */
    layers: Type.Optional(WallLayers),
  },
  { additionalProperties: false },
);
export type ScenePane = Static<typeof ScenePane>;

export const SceneId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' });
/** `auto`: at less light between evening and morning. */
export const SceneLook = Type.Enum(['auto', 'day', 'night']);
export type SceneLook = Static<typeof SceneLook>;

const name = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
/** What a wall can show, as one thing with a name. */
export const Scene = Type.Object(
  {
    id: SceneId,
    nameZh: name,
    nameEn: name,
    look: SceneLook,
    panes: Type.Array(ScenePane, { minItems: 1, maxItems: 16 }),
  },
  { additionalProperties: false },
);
export type Scene = Static<typeof Scene>;

/** A file of scenes: the product's own, or a house's. */
export const SceneFile = Type.Array(Scene, { maxItems: 40 });

/** Those that the rules of the house itself switch to: every site has them. */
export const ruledScenes = ['overview', 'incident', 'emergency'] as const;

/**
 * What became of a scene, under its id. One that stands in the site's file and that nobody ever changed
 * has no record, and is version 1.
 */
export type SceneRecord = {
  id: string;
  /** Counts every change, a removal too. */
  version: number;
  /** As a person saved it; null: nobody did, or it was taken back. */
  saved: Scene | null;
  /** As this house's own file has it, where that is not the product's. */
  provided: Scene | null;
  byName: string;
  atMs: number;
};

/** Which scene a wall shows while nothing graver is to be seen, and who said so. */
export const SceneSet = Type.Object({
  sceneId: SceneId,
  byAccountId: Id,
  byName: Type.String(),
  rank: Type.Integer({ minimum: 1, maximum: 3 }),
  atMs: Millis,
  /** Until then nobody of a lower rank sets another. */
  holdsUntilMs: Millis,
});
export type SceneSet = Static<typeof SceneSet>;
