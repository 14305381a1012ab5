/** What is taken as evidence: what the bytes are, never what their sender calls them. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export const videoTypes = ['video/mp4', 'video/webm'] as const;
export type EvidenceType = (typeof photoTypes)[number] | (typeof videoTypes)[number];

/** As many bytes as tell what a file is. */
export const headBytes = 12;

const mostBytes = { photo: 8 * 1024 ** 2, video: 200 * 1024 ** 2 };

export function isVideo(mediaType: string): boolean {
  return mediaType.startsWith('video/');
}

export function mostBytesOf(mediaType: string): number {
  return isVideo(mediaType) ? mostBytes.video : mostBytes.photo;
}

/** Null: nothing that we keep. A picture in the box of a film (HEIC, AVIF) is no film. */
export function mediaTypeOf(bytes: Uint8Array): EvidenceType | null {
  const head = Buffer.from(bytes.subarray(0, headBytes)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'image/webp';
  if (head.startsWith('\x1aE\xdf\xa3')) return 'video/webm';
  if (head.slice(4, 8) !== 'ftyp') return null;
  return /^(hei|hev|mif|msf|avi)/.test(head.slice(8, 11)) ? null : 'video/mp4';
}
