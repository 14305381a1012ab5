import { readFile } from 'node:fs/promises';

/** H.264 of one recorded scene: its parameter sets, and the NAL units of each frame of the loop. */
export type SceneFrames = { sps: Uint8Array; pps: Uint8Array; frames: readonly Uint8Array[][] };

const loopSegments = 12;
export const framesPerSecond = 15;
const codedSlices = new Set([1, 5]);

/** Takes the pictures out of the fMP4 of `world/scenes`. Rejects when a file is missing. */
export async function readSceneFrames(scene: string): Promise<SceneFrames> {
  const folder = new URL(`../world/scenes/${scene}/`, import.meta.url);
  const init = await readFile(new URL('init.mp4', folder));
  const frames: Uint8Array[][] = [];
  for (let i = 0; i < loopSegments; i += 1) {
    const segment = await readFile(new URL(`${String(i).padStart(2, '0')}.m4s`, folder));
    frames.push(...framesOf(unitsOf(boxOf(segment, 'mdat'))));
  }
  return { ...parameterSetsOf(boxOf(init, 'avcC')), frames };
}

/** The body of a box, found by its name: our own media has each of these once. */
function boxOf(file: Buffer, name: string): Buffer {
  const at = file.indexOf(name, 0, 'latin1');
  if (at < 4) throw new Error(`media without ${name}`);
  return file.subarray(at + 4, at - 4 + file.readUInt32BE(at - 4));
}

/** ISO/IEC 14496-15, 5.3.3: one set of each kind is all that a fixed camera has. */
function parameterSetsOf(avcC: Buffer): { sps: Uint8Array; pps: Uint8Array } {
  const spsLength = avcC.readUInt16BE(6);
  const ppsAt = 8 + spsLength + 1;
  const ppsLength = avcC.readUInt16BE(ppsAt);
  return {
    sps: avcC.subarray(8, 8 + spsLength),
    pps: avcC.subarray(ppsAt + 2, ppsAt + 2 + ppsLength),
  };
}

function unitsOf(mdat: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + 4 < mdat.length; ) {
    const length = mdat.readUInt32BE(at);
    units.push(mdat.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return units;
}

/** Our scenes have one slice to a frame; what stands before it belongs to it. */
function framesOf(units: readonly Buffer[]): Uint8Array[][] {
  const frames: Uint8Array[][] = [];
  let waiting: Uint8Array[] = [];
  for (const unit of units) {
    waiting.push(unit);
    if (!codedSlices.has((unit[0] ?? 0) & 0x1f)) continue;
    frames.push(waiting);
    waiting = [];
  }
  return frames;
}
