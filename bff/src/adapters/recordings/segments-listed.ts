/** A segment as our own live playlist lists it. */
export type ListedSegment = { number: number; atMs: number; durationMs: number; begins: boolean };

/** Reads the live playlist that the house itself has written: no other writes like it. */
export function segmentsListed(playlist: string): ListedSegment[] {
  const listed: ListedSegment[] = [];
  let next = { atMs: 0, durationMs: 0, begins: false };
  for (const line of playlist.split('\n')) {
    if (line === '#EXT-X-DISCONTINUITY') next.begins = true;
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) next.atMs = Date.parse(line.slice(25));
    else if (line.startsWith('#EXTINF:'))
      next.durationMs = Math.round(Number.parseFloat(line.slice(8)) * 1000);
    const number = /^(\d+)\.m4s$/.exec(line)?.[1];
    if (number === undefined) continue;
    listed.push({ number: Number(number), ...next });
    next = { ...next, begins: false };
  }
  return listed;
}
