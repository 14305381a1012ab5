import { type Static, Type } from 'typebox';
import { RegisteredDevice } from './device.ts';
import { EquipmentPost } from './equipment.ts';
import { AreaId, Id } from './ids.ts';
import { LonLat } from './position.ts';

/** What stands in the zone: gates, lanes, fences, panels, cameras, units. Static for the life of a process. */
const named = { id: Id, area: AreaId, nameZh: Type.String(), nameEn: Type.String() };

export const Gate = Type.Object({ ...named, point: LonLat });
export type Gate = Static<typeof Gate>;

export const Lane = Type.Object({
  id: Id,
  gateId: Id,
  area: AreaId,
  direction: Type.Enum(['IN', 'OUT']),
});
export type Lane = Static<typeof Lane>;

/** A perimeter panel: its DC-09 account, and how often it promises to report that it lives. */
export const Panel = Type.Object({
  account: Id,
  area: AreaId,
  nameZh: Type.String(),
  nameEn: Type.String(),
  point: LonLat,
  nullPeriodS: Type.Integer({ minimum: 1 }),
});
export type Panel = Static<typeof Panel>;

/** A stretch of fence, watched by one zone of one panel. */
export const FenceSegment = Type.Object({
  ...named,
  account: Id,
  zone: Type.Integer({ minimum: 1 }),
  line: Type.Tuple([LonLat, LonLat]),
});
export type FenceSegment = Static<typeof FenceSegment>;

const Address = Type.String({ maxLength: 500 });
/** As the server of pictures calls it; the slashes of a path are its own. */
const StreamName = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^[\\w.~-]+(/[\\w.~-]+)*$',
});

/** What takes in GB/T 28181 cameras and plays them, with the address of its API. */
const MediaGateway = Type.Union([
  Type.Object({ kind: Type.Literal('wvp'), api: Address }),
  Type.Object({
    kind: Type.Literal('zlmediakit'),
    api: Address,
    /** Where it plays by RTSP, such as `rtsp://10.20.0.5:554`. */
    rtsp: Address,
    app: Type.Optional(StreamName),
    stream: Type.Optional(StreamName),
  }),
]);

/**
 * Where a camera's pictures come from, when not from the zone's own head-end. No page learns this. Keys
 * stand in none of it: they are in `DATA_DIR/device-keys.json`, by the origin of the API.
 */
export const PictureSource = Type.Union([
  /** Live HLS with fMP4, the address of its playlist. */
  Type.Object({ kind: Type.Literal('hls'), url: Address }),
  Type.Object({ kind: Type.Literal('rtsp'), url: Address }),
  /** A path of MediaMTX: its control API, and where it plays by RTSP. */
  Type.Object({
    kind: Type.Literal('mediamtx'),
    api: Address,
    rtsp: Address,
    path: StreamName,
  }),
  /** A stream of go2rtc: its API, and where it plays by RTSP. */
  Type.Object({
    kind: Type.Literal('go2rtc'),
    api: Address,
    rtsp: Address,
    stream: StreamName,
  }),
  /** A camera of a video platform: its pictures need a media gateway. */
  Type.Object({
    kind: Type.Literal('gb28181'),
    platformId: Id,
    channelId: Id,
    via: Type.Optional(MediaGateway),
  }),
]);
export type PictureSource = Static<typeof PictureSource>;

/** Where a camera was taught to look, under the camera's own number for it. */
const CameraPreset = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 255 }),
  nameZh: Type.String(),
  nameEn: Type.String(),
});

export const Camera = Type.Object({
  ...named,
  point: LonLat,
  /** Of the lens above the ground. */
  heightM: Type.Number({ minimum: 0, maximum: 200 }),
  headingDeg: Type.Number(),
  /** Below the horizon; left out where nobody measured it. */
  tiltDeg: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
  fovDeg: Type.Number(),
  rangeM: Type.Number(),
  sees: Type.Enum(['gate', 'fence', 'yard', 'bridge', 'quay', 'apron']),
  source: Type.Optional(PictureSource),
  /** It can be turned, by the device that is registered for it; left out where it looks where it was put. */
  ptz: Type.Optional(Type.Object({ presets: Type.Array(CameraPreset, { maxItems: 9 }) })),
  /** How long its pictures are kept, where not as long as those of the others; 0: they are not recorded. */
  recordHours: Type.Optional(Type.Integer({ minimum: 0, maximum: 2400 })),
});
export type Camera = Static<typeof Camera>;

/** What hides from a camera what is behind it: a building, or container stacks up to their usual height. */
export const Obstacle = Type.Object({
  ...named,
  /** Its outline, the last corner joined to the first. */
  ring: Type.Array(LonLat, { minItems: 3, maxItems: 64 }),
  /** Above the ground. */
  heightM: Type.Number({ minimum: 0, maximum: 400 }),
});
export type Obstacle = Omit<Static<typeof Obstacle>, 'ring'> & { ring: LonLat[] };

export const UnitKind = Type.Enum(['field', 'review', 'video']);
export type UnitKind = Static<typeof UnitKind>;

/** Runs one or more areas; an area may be run by several. */
export const Office = Type.Object({
  id: Id,
  nameZh: Type.String(),
  nameEn: Type.String(),
  areas: Type.Array(AreaId, { minItems: 1 }),
});
export type Office = Static<typeof Office>;

/** What not every unit has at hand. */
export const UnitEquipment = Type.Enum(['radiation-meter']);
export type UnitEquipment = Static<typeof UnitEquipment>;

/** A team that a task can be given to; `point` is its post. */
export const Unit = Type.Object({
  ...named,
  kind: UnitKind,
  point: LonLat,
  equipment: Type.Optional(Type.Array(UnitEquipment)),
  /** Enterprises, as papers name the consignee, of which its people may not judge. */
  conflictsWith: Type.Optional(Type.Array(Type.String({ maxLength: 120 }))),
});
export type Unit = Static<typeof Unit>;

/** Every other device of the zone: what it is called, and who the register says that it is. */
export const Equipment = Type.Object({
  ...RegisteredDevice.properties,
  nameZh: Type.String(),
  nameEn: Type.String(),
  /** Of what serves a lane or an inspection hall. */
  post: Type.Optional(EquipmentPost),
});
export type Equipment = RegisteredDevice & { nameZh: string; nameEn: string; post?: EquipmentPost };

export const Site = Type.Object({
  offices: Type.Array(Office),
  gates: Type.Array(Gate),
  lanes: Type.Array(Lane),
  panels: Type.Array(Panel),
  fences: Type.Array(FenceSegment),
  cameras: Type.Array(Camera),
  /** Left out where nobody surveyed any: cameras are then taken to look over everything. */
  obstacles: Type.Optional(Type.Array(Obstacle)),
  units: Type.Array(Unit),
  equipment: Type.Array(Equipment),
});
export type Site = Omit<Static<typeof Site>, 'equipment' | 'obstacles'> & {
  equipment: Equipment[];
  obstacles?: Obstacle[];
};
