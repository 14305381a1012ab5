import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Situation } from '@ftz/shared/contract/situation.ts';

export const packSituation = (situation: Situation): ArrayBuffer => {
  const packed = zstdCompressSync(JSON.stringify(situation));
  return packed.buffer.slice(
    packed.byteOffset,
    packed.byteOffset + packed.byteLength,
  ) as ArrayBuffer;
};

export const unpackSituation = (body: Uint8Array): Situation =>
  JSON.parse(zstdDecompressSync(body).toString());
