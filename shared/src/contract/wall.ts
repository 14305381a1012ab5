import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';
import { LonLat } from './position.ts';
import { SceneId, type SceneSet } from './scene.ts';

/** The screens of the hall, by the digit that brings something onto them. */
export const wallIds = ['1', '2', '3', '4'] as const;
export const WallId = Type.Enum(wallIds);
export type WallId = Static<typeof WallId>;

/** What is shown large: named, never pictures. The wall looks it up with its own rights. */
export const WallContent = Type.Union([
  Type.Object({ kind: Type.Literal('incident'), incidentId: Id }),
  Type.Object({ kind: Type.Literal('camera'), cameraId: Id }),
  Type.Object({ kind: Type.Literal('map-view'), point: LonLat }),
]);
export type WallContent =
  | Exclude<Static<typeof WallContent>, { kind: 'map-view' }>
  | { kind: 'map-view'; point: LonLat };

export const Thrown = Type.Object({
  content: WallContent,
  /** Who may know of it: as of the thing itself. */
  areas: Type.Array(AreaId),
  byAccountId: Id,
  byName: Type.String(),
  /** Of whoever threw it; nobody of a lower one takes it away. */
  rank: Type.Integer({ minimum: 1, maximum: 3 }),
  atMs: Millis,
  /** The wall then returns to what it shows by itself. */
  endsAtMs: Millis,
});
export type Thrown = Omit<Static<typeof Thrown>, 'content'> & { content: WallContent };

/**
 * Several screens that show one scene between them: how many stand beside and above each other, which
 * one stands where, and how wide the frame between two pictures is, in thousandths of a screen.
 */
export const Joint = Type.Object({
  columns: Type.Integer({ minimum: 1, maximum: 4 }),
  rows: Type.Integer({ minimum: 1, maximum: 4 }),
  screens: Type.Array(
    Type.Object({
      wallId: WallId,
      column: Type.Integer({ minimum: 0, maximum: 3 }),
      row: Type.Integer({ minimum: 0, maximum: 3 }),
    }),
    { minItems: 2, maxItems: wallIds.length },
  ),
  gapX: Type.Integer({ minimum: 0, maximum: 100 }),
  gapY: Type.Integer({ minimum: 0, maximum: 100 }),
});
export type Joint = Static<typeof Joint>;

const coordinate = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
/** The public half of a screen's P-256 key, as a JSON Web Key has it (RFC 7518 6.2.1). */
export const WallKey = Type.Object({ x: coordinate, y: coordinate });
export type WallKey = Static<typeof WallKey>;

/** The browser that a person let in as a screen of the hall. */
export const Display = Type.Object({
  /** RFC 7638: SHA-256 of the key, in base64url. */
  keyId: Id,
  key: WallKey,
  areas: Type.Array(AreaId, { minItems: 1 }),
  /** From where it asked, and what it said it is; both as the person saw them. */
  address: Type.String({ maxLength: 64 }),
  browser: Type.String({ maxLength: 300 }),
  byName: Type.String(),
  atMs: Millis,
});
export type Display = Static<typeof Display>;

/**
 * Eight letters and digits that nobody confuses from across a room: no 0 O, no 1 I L. A code names a
 * browser that waits to be let in; it opens nothing.
 */
export const wallCodeLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const wallCodeLength = 8;
export const WallCode = Type.String({
  minLength: wallCodeLength,
  maxLength: wallCodeLength,
  pattern: `^[${wallCodeLetters}]*$`,
});

/** A browser that asks to become a screen of the hall, as those see it who may let it in. */
export const WaitingWall = Type.Object({
  code: WallCode,
  keyId: Id,
  key: WallKey,
  address: Display.properties.address,
  browser: Display.properties.browser,
  askedAtMs: Millis,
  expiresAtMs: Millis,
});
export type WaitingWall = Static<typeof WaitingWall>;

/**
 * A screen of the hall, known from when a person let its browser in, or its page first said which one
 * it is. `display` null: nobody let it in, it goes by an account.
 */
export type Wall = {
  id: WallId;
  accountId: string;
  thrown: Thrown | null;
  /** Null: nobody ever set one, it shows the usual. */
  scene: SceneSet | null;
  /** Null: it stands for itself. */
  joint: Joint | null;
  display: Display | null;
  /** Since when nothing was heard of a screen that was let in; null while it is heard. */
  blindSinceMs: number | null;
};

/** Why a wall shows the scene that it shows: an emergency, a critical alarm, a person, its own address, or nothing of these. */
export const wallReasons = ['emergency', 'critical', 'set', 'asked', 'usual'] as const;
export type WallReason = (typeof wallReasons)[number];

/**
 * What a screen says of itself every ten seconds: its scene and why it shows that, what was thrown
 * over it, the newest entry that it has folded, how many pictures it draws in a second, and what its scripts hold where the browser tells.
 */
export const WallBeat = Type.Object(
  {
    sceneId: SceneId,
    why: Type.Enum(wallReasons),
    thrown: Nullable(Type.Enum(['incident', 'camera', 'map-view'])),
    seq: Type.Integer({ minimum: 0 }),
    fps: Type.Number({ minimum: 0, maximum: 1000 }),
    heapBytes: Nullable(Type.Integer({ minimum: 0 })),
  },
  { additionalProperties: false },
);
export type WallBeat = Static<typeof WallBeat>;
/** The newest word of a screen that was let in, and the house's time when it came. */
export const HeardWall = Type.Object({ wallId: WallId, atMs: Millis, beat: WallBeat });
export type HeardWall = Static<typeof HeardWall>;
