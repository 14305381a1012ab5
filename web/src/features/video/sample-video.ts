import { sampleSize } from './content-watch.ts';

/** One for all tiles: they look one after another. Kept in main memory, for each look reads it back. */
let pen: CanvasRenderingContext2D | null = null;

function penOnce(): CanvasRenderingContext2D | null {
  if (pen) return pen;
  const canvas = document.createElement('canvas');
  canvas.width = sampleSize.width;
  canvas.height = sampleSize.height;
  pen = canvas.getContext('2d', { willReadFrequently: true });
  // Points as they are: an average over their surroundings would hide the noise that tells a still yard from a stuck frame.
  if (pen) pen.imageSmoothingEnabled = false;
  return pen;
}

/** What the element shows now, as points of red, green, blue and alpha; null while it shows nothing. */
export function sampleVideo(video: HTMLVideoElement): Uint8ClampedArray | null {
  const drawing = penOnce();
  if (!drawing || video.readyState < 2 || video.videoWidth === 0) return null;
  const { width, height } = sampleSize;
  drawing.drawImage(video, 0, 0, width, height);
  return drawing.getImageData(0, 0, width, height).data;
}
