/** A photograph of a lane; `position` is 0 to 5, as the standard numbers its cameras. */
export type LaneImage = { position: number; jpeg: Uint8Array };

const mostImages = 64;
const zero = 0x30;

/**
 * The photographs behind the XML: how much there is, then position, length and JPEG of each. A JPEG may
 * hold FF FF, so lengths alone say where it ends. The paper does not say whether the first number counts
 * the bytes with or without their heads, or the photographs; each is taken when it is true. Null: none is.
 */
export function readImages(bytes: Uint8Array, littleEndian: boolean): LaneImage[] | null {
  if (bytes.length === 0) return [];
  if (bytes.length < 4) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const claimed = view.getUint32(0, littleEndian);
  const images: LaneImage[] = [];
  let at = 4;
  while (at < bytes.length) {
    if (images.length === mostImages || at + 5 > bytes.length) return null;
    const position = positionOf(bytes[at] ?? 0);
    const length = view.getUint32(at + 1, littleEndian);
    if (position === null || length > bytes.length - at - 5) return null;
    images.push({ position, jpeg: bytes.subarray(at + 5, at + 5 + length) });
    at += 5 + length;
  }
  const ofJpegs = images.reduce((sum, { jpeg }) => sum + jpeg.length, 0);
  const isTrue = [bytes.length - 4, ofJpegs, images.length].includes(claimed);
  return isTrue ? images : null;
}

/** A digit on paper; some write the number itself. */
function positionOf(byte: number): number | null {
  const position = byte >= zero ? byte - zero : byte;
  return position <= 5 ? position : null;
}
