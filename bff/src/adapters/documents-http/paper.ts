import { DocumentKind } from '@ftz/shared/contract/document.ts';
import { AreaId, Id } from '@ftz/shared/contract/ids.ts';
import { Type } from 'typebox';
import type { Observation } from '#domain/observation.ts';
import { Iso, optionally, readForm } from './json-form.ts';

type Document = Extract<Observation, { kind: 'document' }>['document'];
type Ruling = Extract<Observation, { kind: 'ruling' }>['ruling'];

const Number40 = Type.String({ minLength: 1, maxLength: 40 });
const Text = Type.String({ minLength: 1, maxLength: 120 });
const Areas = Type.Array(AreaId, { maxItems: 4 });

/** `trade.document.v1` */
const DocumentForm = Type.Object({
  v: Type.Literal(1),
  kind: DocumentKind,
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  areas: optionally(Areas),
  containerNo: optionally(Number40),
  billNo: optionally(Number40),
  vehicleId: optionally(Id),
  sealId: optionally(Id),
  weightKg: optionally(Type.Number({ minimum: 0, maximum: 1e6 })),
  packages: optionally(Type.Integer({ minimum: 0, maximum: 1e6 })),
  goods: optionally(Text),
  consignee: optionally(Text),
  issuedAt: Iso,
});

/** `agency.ruling.v1` */
const RulingForm = Type.Object({
  v: Type.Literal(1),
  id: Id,
  agency: Id,
  ruling: Type.Enum(['hold', 'release']),
  areas: optionally(Areas),
  containerNo: optionally(Number40),
  billNo: optionally(Number40),
  reason: Type.String({ maxLength: 200 }),
  ruledAt: Iso,
});

type Reading<T> = { ok: true; value: T } | { ok: false; reason: string };

/** Numbers of cargo are written in many widths and cases, and mean the same. */
const numberOf = (text: string | null | undefined): string | null =>
  text ? text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase() || null : null;

export function readDocument(json: unknown): Reading<Document> {
  const reading = readForm(DocumentForm, json);
  if (!reading.ok) return reading;
  const { v: _, issuedAt, ...form } = reading.form;
  const issuedAtMs = Date.parse(issuedAt);
  if (!(issuedAtMs >= 0)) return { ok: false, reason: 'issuedAt is no moment' };
  return {
    ok: true,
    value: {
      kind: form.kind,
      id: form.id,
      version: form.version,
      areas: [...new Set(form.areas ?? [])],
      containerNo: numberOf(form.containerNo),
      billNo: numberOf(form.billNo),
      vehicleId: form.vehicleId ?? null,
      sealId: form.sealId ?? null,
      weightKg: form.weightKg ?? null,
      packages: form.packages ?? null,
      goods: form.goods ?? null,
      consignee: form.consignee ?? null,
      issuedAtMs,
    },
  };
}

export function readRuling(json: unknown): Reading<Ruling> {
  const reading = readForm(RulingForm, json);
  if (!reading.ok) return reading;
  const { id, agency, ruling, areas, reason, ruledAt, ...cargo } = reading.form;
  const ruledAtMs = Date.parse(ruledAt);
  if (!(ruledAtMs >= 0)) return { ok: false, reason: 'ruledAt is no moment' };
  const containerNo = numberOf(cargo.containerNo);
  const billNo = numberOf(cargo.billNo);
  if (containerNo === null && billNo === null) {
    return { ok: false, reason: 'a ruling names a container or a bill' };
  }
  const named = { id, agency, ruling, containerNo, billNo, reason, ruledAtMs };
  return { ok: true, value: { ...named, areas: [...new Set(areas ?? [])] } };
}
