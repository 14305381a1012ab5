import type { Json, ProtocolReader, Reading } from '#adapters/protocol-reader.ts';
import { decodeMessage } from './decode.ts';
import { createPartJoiner } from './join-parts.ts';
import { readSentence, type Sentence } from './sentence.ts';
import { readArmour } from './six-bit.ts';

const latin1 = new TextDecoder('latin1');

/** AIS, line by line; a message of several sentences is read when its last one has come. */
export const aisReader: ProtocolReader = {
  protocol: 'ais',
  standard: 'ITU-R M.1371-5 in IEC 61162-1 VDM and VDO sentences',
  read: (bytes) => {
    const joiner = createPartJoiner();
    const places = new Map<Sentence, Place>();
    const readings: Reading[] = [];
    for (const { at, line } of linesOf(latin1.decode(bytes))) {
      const place = { at, length: line.length };
      const reading = readSentence(line);
      if (!reading.ok) {
        readings.push({ ...place, ok: false, reason: reading.reason });
        continue;
      }
      places.set(reading.sentence, place);
      const parts = joiner.take(reading.sentence, 0);
      if (parts) readings.push(readingOf(parts, places));
    }
    for (const parts of joiner.takeLost(Number.MAX_SAFE_INTEGER)) {
      readings.push({ ...spanOf(parts, places), ok: false, reason: 'missing-fragment' });
    }
    return readings.toSorted((a, b) => a.at - b.at);
  },
};

type Place = { at: number; length: number };

function linesOf(text: string): { at: number; line: string }[] {
  return [...text.matchAll(/[^\r\n]+/g)].map(({ 0: line, index }) => ({ at: index, line }));
}

/** From the first part to the last, with whatever stood between them. */
function spanOf(parts: readonly Sentence[], places: ReadonlyMap<Sentence, Place>): Place {
  const found = parts.flatMap((part) => places.get(part) ?? []);
  const at = Math.min(...found.map((place) => place.at));
  return { at, length: Math.max(...found.map((place) => place.at + place.length)) - at };
}

function readingOf(parts: Sentence[], places: ReadonlyMap<Sentence, Place>): Reading {
  const span = spanOf(parts, places);
  const reading = decodeMessage(readArmour(parts));
  if (!reading.ok) return { ...span, ok: false, reason: reading.reason };
  const { type, repeat, mmsi, kind, fields } = reading.message;
  const [{ channel = '', tag = null } = {}] = parts;
  const said: { [name: string]: Json } = { type, repeat, mmsi, channel, ...fields };
  if (tag) said.tag = { source: tag.source, atMs: tag.atMs };
  return { ...span, ok: true, kind, fields: said };
}
