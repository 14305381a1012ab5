/** Where a photograph that the center keeps is read. */
export function photoAddress(photoId: string): string {
  return `/api/photos/${encodeURIComponent(photoId)}`;
}
