/** What can be pointed out anywhere on a screen, beside the alarm or incident that is worked on. */
export type ThingKind = 'vehicle' | 'camera' | 'gate' | 'fence' | 'unit' | 'seal' | 'vessel';

/** One of them, by the id that the house gives it; a vessel by its MMSI. */
export type Thing = { kind: ThingKind; id: string };

export function isSameThing(a: Thing | null, b: Thing | null): boolean {
  return a === b || (a !== null && b !== null && a.kind === b.kind && a.id === b.id);
}
