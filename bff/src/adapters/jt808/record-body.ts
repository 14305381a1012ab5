import type { Json } from '#adapters/protocol-reader.ts';
import type { FieldCursor } from './field-cursor.ts';
import type { Header } from './header.ts';

export type Fields = { [name: string]: Json };

/** Reads one body; what it leaves is kept as hex, what it overran was another layout. */
export type RecordBody = {
  name: string;
  read: (cursor: FieldCursor, layout: Header['layout']) => Fields;
};
