import { localRefusals } from './local-refusal.ts';
import { type Answer, pageHeader, readAnswer, request } from './request.ts';

export type Announcement = {
  uploadId: string;
  incidentId: string;
  taskId: string | null;
  sha256: string;
  sizeBytes: number;
  mediaType: string;
  capturedAtMs: number;
};
export type UploadProgress = { offset: number; complete: boolean };

/** A name that nobody else has, and that a result can carry before the file has arrived (evidence-id.ts). */
export function newUploadId(mediaType: string): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  const text = btoa(String.fromCharCode(...bytes));
  return `${mediaType.startsWith('video/') ? 'V' : 'P'}${text.replaceAll('+', '-').replaceAll('/', '_')}`;
}

/** Announced again, it answers how far it is. */
export function announceUpload(announcement: Announcement): Promise<Answer<UploadProgress>> {
  return request('POST', '/api/uploads', announcement);
}

export async function sendPiece(
  uploadId: string,
  offset: number,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Answer<UploadProgress>> {
  try {
    const response = await fetch(`/api/uploads/${uploadId}?offset=${offset}`, {
      method: 'PATCH',
      headers: { ...pageHeader, 'content-type': 'application/offset+octet-stream' },
      body: bytes,
      signal: AbortSignal.timeout(20_000),
    });
    return readAnswer<UploadProgress>(response.status, await response.text());
  } catch {
    return { ok: false, status: 0, refusal: localRefusals.unreachable };
  }
}

export function videoAddress(id: string): string {
  return `/api/videos/${encodeURIComponent(id)}`;
}
