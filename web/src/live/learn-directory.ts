import { readVehicleDirectory } from '#api/vehicle-directory.ts';
import { applyDirectory, directoryTag } from './latest-store.ts';

const againMs = 3000;

/**
 * Keeps the vehicle directory of the person who is joined: `wants` reads it, again and again until it
 * is there, when the server names another one than this page has.
 */
export function createDirectoryReader() {
  let wanted: string | null = null;
  let isReading = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  async function read(): Promise<void> {
    if (isReading || wanted === null || wanted === directoryTag()) return;
    isReading = true;
    const answer = await readVehicleDirectory();
    isReading = false;
    if (wanted === null) return;
    if (answer.ok) {
      wanted = answer.value.tag;
      applyDirectory(answer.value);
    } else timer = setTimeout(() => void read(), againMs);
  }

  return {
    wants(tag: string): void {
      wanted = tag;
      void read();
    },
    stop(): void {
      wanted = null;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
