import { type PtzMount, presetLook } from '#sim/ptz-mount.ts';

/**
 * Does what a `PTZCmd` says (GB/T 28181-2016, annex A.3); false when it is none, or damaged: a camera
 * then stays as it is and says nothing.
 */
export function obeyPtz(hex: string, mount: PtzMount, nowMs: number): boolean {
  const bytes = Buffer.from(hex, 'hex');
  const [start, combined = 0, , command = 0, pan = 0, tilt = 0, zoom = 0, sum] = bytes;
  const expected = bytes.subarray(0, 7).reduce((total, byte) => total + byte, 0) % 256;
  if (bytes.length !== 8 || start !== 0xa5 || sum !== expected) return false;
  const version = combined >> 4;
  if ((combined & 0x0f) !== (0x0a + 0x05 + version) % 16) return false;
  if (command === 0x82) {
    mount.goTo(presetLook(tilt));
    return true;
  }
  if (command > 0x3f) return false;
  const way = (less: number, more: number) => (command & more ? 1 : command & less ? -1 : 0);
  mount.turn(
    {
      pan: (way(0x02, 0x01) * pan) / 0xff,
      tilt: (way(0x04, 0x08) * tilt) / 0xff,
      zoom: (way(0x20, 0x10) * (zoom >> 4)) / 0x0f,
    },
    nowMs,
  );
  return true;
}
