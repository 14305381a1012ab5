import { type TSchema, Type } from 'typebox';
import { Flood, FloodReport } from './flood.ts';
import { AreaId } from './ids.ts';

/** What happens when more comes than a desk can take in. */
export const floodPayloads = {
  'flood.began': Type.Object({ flood: Flood }),
  'flood.help-asked': Type.Object({ area: AreaId }),
  'flood.ended': Type.Object({ area: AreaId, report: FloodReport }),
} as const satisfies Record<string, TSchema>;
