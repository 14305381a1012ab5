import { type TSchema, Type } from 'typebox';
import { EquipmentReport } from './equipment.ts';
import { FenceReport } from './fence.ts';
import { Id } from './ids.ts';
import { LanePassage } from './lane-passage.ts';
import { Nullable } from './nullable.ts';
import { SealReport } from './seal.ts';

/** What devices reported; `late`: it tells of the past. */
export const reportPayloads = {
  'seal.reported': Type.Object({ report: SealReport, late: Type.Boolean() }),
  'fence.reported': Type.Object({ report: FenceReport, late: Type.Boolean() }),
  'lane.passed': Type.Object({
    passage: LanePassage,
    late: Type.Boolean(),
    journeyId: Type.Optional(Nullable(Id)),
  }),
  'equipment.reported': Type.Object({ report: EquipmentReport, late: Type.Boolean() }),
} as const satisfies Record<string, TSchema>;
