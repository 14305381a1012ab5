import { localRefusals } from './local-refusal.ts';
import { type Answer, pageHeader, readAnswer } from './request.ts';

export type StoredPhoto = { id: string; sha256: string };

/**
 * Sends one picture as it is. XMLHttpRequest and not fetch: only it reports how much has gone up.
 * `onProgress` gets a share between 0 and 1.
 */
export function uploadPhoto(
  incidentId: string,
  photo: Blob,
  onProgress: (share: number) => void,
): Promise<Answer<StoredPhoto>> {
  return new Promise((resolve) => {
    const upload = new XMLHttpRequest();
    upload.open('POST', `/api/photos?${new URLSearchParams({ incidentId })}`);
    upload.timeout = 60_000;
    upload.setRequestHeader('content-type', photo.type);
    for (const [name, value] of Object.entries(pageHeader)) upload.setRequestHeader(name, value);
    upload.upload.onprogress = (progress) => {
      if (progress.lengthComputable) onProgress(progress.loaded / progress.total);
    };
    const lost = () => resolve({ ok: false, status: 0, refusal: localRefusals.unreachable });
    upload.onerror = lost;
    upload.ontimeout = lost;
    upload.onload = () => resolve(readAnswer<StoredPhoto>(upload.status, upload.responseText));
    upload.send(photo);
  });
}

export function photoAddress(photoId: string): string {
  return `/api/photos/${encodeURIComponent(photoId)}`;
}
