import { type TSchema, Type } from 'typebox';
import { AgencyRuling, TradeDocument } from './document.ts';
import { Id, Millis } from './ids.ts';
import { Journey } from './journey.ts';

/** What happens to a journey, and to the papers of its cargo. */
export const journeyPayloads = {
  'journey.declared': Type.Object({ journey: Journey }),
  'journey.arrived': Type.Object({ journeyId: Id, gateId: Id, atMs: Millis }),
  'document.filed': Type.Object({ document: TradeDocument }),
  'agency.ruled': Type.Object({ ruling: AgencyRuling }),
} as const satisfies Record<string, TSchema>;
