/** Whether an address of a stream is that of its playlist, and not of a piece. */
export const isPlaylist = (url: string): boolean =>
  new URL(url, baseOf()).pathname.endsWith('.m3u8');

/** The same playlist with or without the parts that its camera hands out before a segment is complete. */
export function playlistAddress(url: string, isNear: boolean): string {
  const address = new URL(url, baseOf());
  if (isNear) address.searchParams.set('near', 'yes');
  else address.searchParams.delete('near');
  return address.href;
}

const baseOf = () => globalThis.location?.href ?? 'http://localhost';
