import { closeSync, openSync, writeSync } from 'node:fs';

/** Takes every byte that is left of a disk; smaller and smaller pieces, to the last page. */
export function fillDisk(file: string): void {
  const fd = openSync(file, 'a');
  for (let bytes = 1 << 20; bytes >= 4096; bytes >>= 2) {
    const piece = Buffer.alloc(bytes, 1);
    try {
      while (writeSync(fd, piece) === bytes);
    } catch {
      // No room for a piece of this size.
    }
  }
  closeSync(fd);
}
