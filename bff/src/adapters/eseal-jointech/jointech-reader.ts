import type { Json, ProtocolReader } from '#adapters/protocol-reader.ts';
import type { Message } from './decode.ts';
import { createFrameCutter } from './frame-cutter.ts';

/** Locks of the Jointech family on their own socket. */
export const jointechReader: ProtocolReader = {
  protocol: 'eseal-jointech',
  standard: 'Jointech JT701 and JT701D manual V1.4, JT600 and JT700 short forms',
  read: (bytes) => {
    const cutter = createFrameCutter();
    return [...cutter.push(bytes), ...cutter.end()].map(({ at, bytes: { length }, ...cut }) =>
      cut.ok
        ? { at, length, ok: true, kind: cut.message.kind, fields: fieldsOf(cut.message) }
        : { at, length, ok: false, reason: cut.reason },
    );
  },
};

/** A message is plain data already; its kind stands beside it. */
function fieldsOf({ kind: _, ...message }: Message): { [name: string]: Json } {
  return message;
}
