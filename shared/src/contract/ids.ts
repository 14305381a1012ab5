import { type Static, Type } from 'typebox';

/** The four special supervision areas: Waigaoqiao, Waigaoqiao Logistics Park, Yangshan, Pudong Airport. */
export const areaIds = ['WGQ', 'WLP', 'YSP', 'PVG'] as const;
export const AreaId = Type.Enum(areaIds);
export type AreaId = Static<typeof AreaId>;

/** An identifier as devices and people write it: short, printable, never empty. */
export const Id = Type.String({ minLength: 1, maxLength: 64 });

/** Milliseconds since 1970 UTC. */
export const Millis = Type.Integer({ minimum: 0 });
