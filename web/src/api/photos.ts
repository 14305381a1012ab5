import { localRefusals } from './local-refusal.ts';
import { type Answer, pageHeader, readAnswer } from './request.ts';

/** Where a photograph that the center keeps is read. */
export function photoAddress(photoId: string): string {
  return `/api/photos/${encodeURIComponent(photoId)}`;
}

/** Keeps one picture of an incident at once, from a desk, where the line is good. */
export async function keepPicture(
  incidentId: string,
  picture: Blob,
): Promise<Answer<{ id: string; sha256: string }>> {
  try {
    const response = await fetch(`/api/photos?${new URLSearchParams({ incidentId })}`, {
      method: 'POST',
      headers: { ...pageHeader, 'content-type': picture.type },
      body: picture,
      signal: AbortSignal.timeout(30_000),
    });
    return readAnswer(response.status, await response.text());
  } catch {
    return { ok: false, status: 0, refusal: localRefusals.unreachable };
  }
}
