import { containerReader } from '#adapters/checkpoint-http/container-reader.ts';
import type { ProtocolReader } from '#adapters/protocol-reader.ts';

/** Every protocol that a technician can have read. A new one is a line here. */
export const protocolReaders: readonly ProtocolReader[] = [containerReader];
