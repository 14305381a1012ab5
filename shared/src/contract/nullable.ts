import { type TSchema, Type } from 'typebox';

/** A field that is always present and may be empty: absent keys hide mistakes, `null` says "known to be none". */
export const Nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);
