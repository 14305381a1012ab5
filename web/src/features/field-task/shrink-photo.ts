/** Large enough to read a seal number, small enough for a bad line. */
const longestPx = 1600;
const quality = 0.85;

export function shrunkSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, longestPx / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** The picture upright, as JPEG, at most 1600 px long; null when this browser cannot read it. */
export async function shrinkPhoto(file: Blob): Promise<Blob | null> {
  try {
    const image = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const { width, height } = shrunkSize(image.width, image.height);
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(image, 0, 0, width, height);
    image.close();
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  } catch {
    return null;
  }
}
