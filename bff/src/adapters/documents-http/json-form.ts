import { type Static, type TSchema, Type } from 'typebox';
import { Value } from 'typebox/value';

export type FormReading<T> = { ok: true; form: T } | { ok: false; reason: string };

/** A moment with its zone. */
export const Iso = Type.String({
  pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)$',
});
export const optionally = <Schema extends TSchema>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]));

/** Undefined for what is no JSON in UTF-8. */
export function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}

/** Papers come from an office, not from the field: nothing in them is guessed or repaired. */
export function readForm<Schema extends TSchema>(
  schema: Schema,
  json: unknown,
): FormReading<Static<Schema>> {
  if (Value.Check(schema, json)) return { ok: true, form: json };
  if (typeof json !== 'object' || json === null) {
    return { ok: false, reason: 'the body must be a JSON object' };
  }
  const [fault] = Value.Errors(schema, json);
  const reason = `${fault?.instancePath || 'the body'} ${fault?.message ?? 'is not as agreed'}`;
  return { ok: false, reason: reason.trim().slice(0, 200) };
}
