import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { eventKey } from '#load/event-key.ts';
import { ownEntry } from './truth-journal.ts';

/**
 * What an entry of the log is called in a truth journal: where it is a device's own words, the name
 * that its sender gave it; else a name that no two entries share.
 */
export function entryName(event: DurableEvent): string {
  return eventKey(event) ?? `${ownEntry}${event.type}/${event.seq}/${event.atMs}`;
}

export type FenceFact = { account: string; zone: number; code: string; deviceAtMs: number };

/** A panel tells whole seconds: one zone says one code at most once in each, or the names are one. */
export const fenceName = ({ account, zone, code, deviceAtMs }: FenceFact) =>
  `fence/${account}/${code}/${zone}/${deviceAtMs}`;
