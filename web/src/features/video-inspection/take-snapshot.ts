import { zoneDate, zoneTime } from '#lib/zone-time.ts';

export type Snapshot = { picture: Blob; atMs: number };

/**
 * The picture of a tile as it stands, with camera and zone time written into it: so it says what it is
 * wherever it goes. Null: the tile shows none.
 */
export async function takeSnapshot(
  cameraId: string,
  name: string,
  nowMs: number,
): Promise<Snapshot | null> {
  const video = document.querySelector<HTMLVideoElement>(
    `.inspection-tile [data-camera-id="${CSS.escape(cameraId)}"] video`,
  );
  if (!video || video.readyState < 2 || video.videoWidth === 0) return null;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.drawImage(video, 0, 0);
  const size = Math.max(14, Math.round(canvas.height / 28));
  const line = `${name} ${cameraId}  ${zoneDate(nowMs)} ${zoneTime(nowMs)} UTC+8`;
  pen.font = `${size}px sans-serif`;
  pen.fillStyle = '#000000b0';
  pen.fillRect(0, canvas.height - size * 1.7, canvas.width, size * 1.7);
  pen.fillStyle = '#ffffff';
  pen.fillText(line, size * 0.6, canvas.height - size * 0.55);
  const picture = await new Promise<Blob | null>((give) => {
    canvas.toBlob(give, 'image/jpeg', 0.88);
  });
  return picture && { picture, atMs: Math.round(nowMs) };
}
