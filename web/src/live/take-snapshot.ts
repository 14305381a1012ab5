import { zoneDate, zoneTime } from '#lib/zone-time.ts';

/** `atMs`: the picture's own time. `sha256`: of the file, in hexadecimal digits. */
export type Snapshot = { picture: Blob; atMs: number; sha256: string };

const pictureTimes = new WeakMap<HTMLVideoElement, () => number | null>();

/** Whoever plays a stream on an element says how the time of its picture is read; the answer ends that. */
export function tellPictureTime(video: HTMLVideoElement, read: () => number | null): () => void {
  pictureTimes.set(video, read);
  return () => {
    pictureTimes.delete(video);
  };
}

/**
 * The picture that an element shows, in the source's own size and complete; below it a strip with
 * camera and the picture's own time, so that it says what it is wherever it goes. Null: it shows none,
 * or nobody knows of when.
 */
export async function takeSnapshot(
  video: HTMLVideoElement | null,
  camera: { id: string; name: string },
): Promise<Snapshot | null> {
  const atMs = video && (pictureTimes.get(video)?.() ?? null);
  if (!video || atMs === null || video.readyState < 2 || video.videoWidth === 0) return null;
  const strip = Math.max(24, Math.round(video.videoHeight / 16));
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight + strip;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.drawImage(video, 0, 0);
  pen.fillStyle = '#000000';
  pen.fillRect(0, video.videoHeight, canvas.width, strip);
  pen.font = `${Math.round(strip * 0.6)}px sans-serif`;
  pen.textBaseline = 'middle';
  pen.fillStyle = '#ffffff';
  const line = `${camera.name} ${camera.id}  ${zoneDate(atMs)} ${zoneTime(atMs)} UTC+8`;
  pen.fillText(line, strip * 0.4, video.videoHeight + strip / 2, canvas.width - strip);
  const picture = await new Promise<Blob | null>((give) => {
    canvas.toBlob(give, 'image/jpeg', 0.95);
  });
  return picture && { picture, atMs: Math.round(atMs), sha256: await sha256Of(picture) };
}

async function sha256Of(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
