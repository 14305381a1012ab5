/** Plain JSON, as a person or a program reads it. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** What a technician knows beside the bytes. */
export type ReadingAids = {
  /** The key of an encrypted panel, in hex. */
  keyHex?: string;
  /** What kind of device sent it, where its vendor gives a meaning of its own to some bytes. */
  deviceModel?: string;
};

/**
 * One message of a run of bytes: `at` and `length` say which bytes, counted from 0. What is refused
 * carries the reason, a word of the protocol's own closed list.
 */
export type Reading = { at: number; length: number } & (
  | { ok: true; kind: string; fields: { [name: string]: Json } }
  | { ok: false; reason: string }
);

/**
 * A protocol, read for people: on the command line and beside the raw frames of the device page.
 * It stands on the same decoder as the gateway, so that what a technician is shown is what was judged.
 */
export type ProtocolReader = {
  /** The word on the command line. */
  protocol: string;
  /** Which standard and edition, one line. */
  standard: string;
  /** Pure. Never throws and never hangs, whatever the bytes; no bytes are no message. */
  read: (bytes: Uint8Array, aids: ReadingAids) => Reading[];
};
