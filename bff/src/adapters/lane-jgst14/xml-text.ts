import { isUtf8 } from 'node:buffer';

/** What the bytes are, whatever their declaration says: front ends label GB 18030 as UTF-8. */
export const encodingOf = (bytes: Uint8Array): 'utf-8' | 'gb18030' =>
  isUtf8(bytes) ? 'utf-8' : 'gb18030';
