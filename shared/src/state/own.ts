/** What a record holds under an id that came from outside: `toString` is not a thing of ours. */
export function ownOf<T>(record: Record<string, T>, id: string): T | undefined {
  return Object.hasOwn(record, id) ? record[id] : undefined;
}
