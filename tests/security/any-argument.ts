import { type CommandName, commandArguments } from '@ftz/shared/contract/live-up.ts';

type Schema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  /** A list is for tuples. */
  items?: Schema | Schema[];
  minItems?: number;
  minLength?: number;
  pattern?: string;
  minimum?: number;
};

/** Which thing a field names: `alarmId` → the alarm of that incident. */
export type Things = Readonly<Record<string, unknown>>;

/**
 * An argument of this act that its schema accepts, made from the schema alone: wherever it names a thing it
 * names one of `things`, and is as small as it may be elsewhere. So a new act is tried without a new line.
 */
export function anyArgument(name: CommandName, things: Things): object {
  return anyOf(commandArguments[name] as Schema, things, name) as object;
}

/** What the contract's patterns ask for: a day, a digest, bytes in hex, the code of a wall that waits. */
const patterned = ['2026-01-01', '0'.repeat(64), '00', '0'.repeat(20), '23456789'];

function textOf({ pattern, minLength = 1 }: Schema): string {
  if (pattern === undefined) return 'x'.repeat(Math.max(1, minLength));
  const found = patterned.find((text) => new RegExp(pattern).test(text));
  if (found === undefined) throw new Error(`say what is like ${pattern}`);
  return found;
}

function anyOf(schema: Schema, things: Things, name: string): unknown {
  // The same word may name a thing in an address and one of a closed list in an act.
  const isOther = schema.enum && !schema.enum.includes(things[name]);
  if (Object.hasOwn(things, name) && !isOther) return things[name];
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return anyOf(schema.anyOf[0] ?? {}, things, name);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key))
          .map(([key, each]) => [key, anyOf(each, things, key)]),
      );
    case 'array':
      return listOf(schema, things, name);
    case 'integer':
    case 'number':
      return schema.minimum ?? 0;
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return textOf(schema);
  }
}

function listOf({ items = {}, minItems = 0 }: Schema, things: Things, name: string): unknown[] {
  if (Array.isArray(items)) return items.map((each) => anyOf(each, things, ''));
  const length = Math.max(1, minItems);
  return Array.from({ length }, () => anyOf(items, things, name.replace(/s$/, '')));
}
