import type { CameraMotion } from '@ftz/shared/contract/steering.ts';

const start = 0xa5;
/** Version 0 above, below it the sum of the three half bytes A, 5 and 0. */
const versionAndCheck = 0x0f;
const address = 0x01;
const bits = { right: 0x01, left: 0x02, down: 0x04, up: 0x08, nearer: 0x10, wider: 0x20 } as const;
const callPreset = 0x82;

/** The eight bytes of `PTZCmd` in hexadecimal (GB/T 28181-2016, annex A.3). */
export function ptzCommand(motion: CameraMotion): string {
  if (motion.act === 'stop') return written(0, 0, 0, 0);
  if (motion.act === 'preset') return written(callPreset, 0, motion.preset, 0);
  const { pan, tilt, zoom } = motion;
  const command =
    directionOf(pan, bits.left, bits.right) |
    directionOf(tilt, bits.down, bits.up) |
    directionOf(zoom, bits.wider, bits.nearer);
  return written(command, speedOf(pan, 0xff), speedOf(tilt, 0xff), speedOf(zoom, 0x0f) << 4);
}

const directionOf = (share: number, less: number, more: number) =>
  share === 0 ? 0 : share < 0 ? less : more;

/** A motion that was asked for is never rounded down to none. */
const speedOf = (share: number, most: number) => Math.ceil(Math.abs(share) * most);

function written(...command: [number, number, number, number]): string {
  const bytes = [start, versionAndCheck, address, ...command];
  const sum = bytes.reduce((total, byte) => total + byte, 0) % 256;
  return Buffer.from([...bytes, sum])
    .toString('hex')
    .toUpperCase();
}
