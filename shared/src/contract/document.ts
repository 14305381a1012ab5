import { type Static, Type } from 'typebox';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

/** Manifest 舱单, bill of lading 提单, entry 报关单, gate pass 核放单. */
export const documentKinds = ['manifest', 'bill', 'entry', 'gate-pass'] as const;
export const DocumentKind = Type.Enum(documentKinds);
export type DocumentKind = Static<typeof DocumentKind>;

const short = Nullable(Type.String({ minLength: 1, maxLength: 40 }));

/** What names the goods that a paper or a ruling is about. */
const cargo = { containerNo: short, billNo: short };

/** A paper of the back office, as far as this house compares it. Null: it does not say. */
export const TradeDocument = Type.Object({
  kind: DocumentKind,
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  areas: Type.Array(AreaId, { minItems: 1 }),
  ...cargo,
  vehicleId: Nullable(Id),
  sealId: Nullable(Id),
  weightKg: Nullable(Type.Number({ minimum: 0, maximum: 1e6 })),
  packages: Nullable(Type.Integer({ minimum: 0, maximum: 1e6 })),
  goods: Nullable(Type.String({ minLength: 1, maxLength: 120 })),
  consignee: Nullable(Type.String({ minLength: 1, maxLength: 120 })),
  issuedAtMs: Millis,
});
export type TradeDocument = Static<typeof TradeDocument>;

/** Another agency holds goods, or lets them go (joint supervision). */
export const AgencyRuling = Type.Object({
  id: Id,
  agency: Id,
  ruling: Type.Enum(['hold', 'release']),
  areas: Type.Array(AreaId, { minItems: 1 }),
  ...cargo,
  reason: Type.String({ maxLength: 200 }),
  ruledAtMs: Millis,
});
export type AgencyRuling = Static<typeof AgencyRuling>;
