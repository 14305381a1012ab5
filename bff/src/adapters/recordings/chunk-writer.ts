import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { mediaFile, rowsFile } from './chunk.ts';
import { type Row, writeRow } from './chunk-rows.ts';

export type ChunkWriter = {
  bytes: () => number;
  append: (segment: Omit<Row, 'offset' | 'length' | 'sum'>, media: Uint8Array) => void;
  /** All of it is on the disk when this returns. */
  close: () => void;
};

/** Opens a new chunk; throws where one of that name lies there, or the disk refuses. */
export function openChunk(base: string): ChunkWriter {
  const media = openSync(mediaFile(base), 'wx', 0o600);
  const rows = openBeside(media, rowsFile(base));
  let mediaBytes = 0;
  let rowCount = 0;

  return {
    bytes: () => mediaBytes,
    append: (segment, bytes) => {
      // By position: what a full disk took half of is written over by the next.
      writeWhole(media, bytes, mediaBytes);
      const row = writeRow({
        ...segment,
        offset: mediaBytes,
        length: bytes.length,
        sum: crc32(bytes),
      });
      writeWhole(rows, row, rowCount * row.length);
      mediaBytes += bytes.length;
      rowCount += 1;
    },
    close: () => {
      try {
        fdatasyncSync(media);
        fdatasyncSync(rows);
      } finally {
        closeSync(media);
        closeSync(rows);
      }
    },
  };
}

/** The second file; the first is let go of where it cannot be had. */
function openBeside(first: number, path: string): number {
  try {
    return openSync(path, 'wx', 0o600);
  } catch (error) {
    closeSync(first);
    throw error;
  }
}

function writeWhole(file: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length; ) {
    done += writeSync(file, bytes, done, bytes.length - done, at + done);
  }
}
