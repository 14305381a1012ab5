import { type TSchema, Type } from 'typebox';
import { AgencyRuling, TradeDocument } from './document.ts';
import { Id, Millis } from './ids.ts';
import { Journey } from './journey.ts';
import { LaneRead } from './lane-passage.ts';
import { Nullable } from './nullable.ts';

/** What happens to a journey, and to the papers of its cargo. */
export const journeyPayloads = {
  'journey.declared': Type.Object({ journey: Journey }),
  'journey.arrived': Type.Object({ journeyId: Id, gateId: Id, atMs: Millis }),
  'journey.written-off': Type.Object({
    journeyId: Id,
    incidentId: Nullable(Id),
    dispositionId: Id,
    reason: Type.String({ maxLength: 500 }),
  }),
  /** Something is asked about it: for all who see it, it stays until `keptUntilMs`, with what gates read of it. */
  'journey.kept': Type.Object({ journey: Journey, reads: Type.Array(LaneRead) }),
  'document.filed': Type.Object({ document: TradeDocument }),
  'agency.ruled': Type.Object({ ruling: AgencyRuling }),
} as const satisfies Record<string, TSchema>;
