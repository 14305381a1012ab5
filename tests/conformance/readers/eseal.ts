import { sealReader } from '@ftz/bff/app/seal-reader.ts';
import {
  bytesOfRow,
  type CorpusReader,
  type CorpusReading,
  type CorpusRow,
  type Fields,
} from '#conformance/corpus-row.ts';
import { wordsOfReport, wordsOfShortReport } from './eseal-report-words.ts';
import { wordsOfSubDevice } from './eseal-sub-device-words.ts';
import { wordsOfSensor, wordsOfText } from './eseal-text-words.ts';

const wordsByKind: Record<string, (fields: Fields) => Fields> = {
  report: wordsOfReport,
  'short-report': wordsOfShortReport,
  text: wordsOfText,
  sensor: wordsOfSensor,
  'sub-device-seal': wordsOfSubDevice,
};

/** Some sources keep sensor frames with their escapes undone: on the wire they never were. */
function wireBytesOf(row: CorpusRow): Uint8Array {
  const bytes = bytesOfRow(row);
  if (row.kind !== 'unescaped') return bytes;
  const text = Buffer.from(bytes).toString('latin1');
  const head = /^\(\d+,\d+,\d+,WLNET,\d+,\d+,/.exec(text)?.[0].length;
  if (head === undefined) return bytes;
  const body = text
    .slice(head, -1)
    .replaceAll(/[(),=]/g, (char) => `=${String.fromCharCode(char.charCodeAt(0) ^ 0x3d)}`);
  return Buffer.from(`${text.slice(0, head)}${body})`, 'latin1');
}

/** A stream says what its frames are; byte by byte it must say the same. */
function readStream(bytes: Uint8Array): CorpusReading {
  const readings = sealReader.read(bytes, {}).filter(({ ok }) => ok);
  const hexOf = ({ at, length }: { at: number; length: number }) =>
    Buffer.from(bytes.subarray(at, at + length)).toString('hex');
  if (readings.length === 0) return { ok: false, reason: 'nothing' };
  return { ok: true, words: { frames: readings.map(hexOf) } };
}

export const eseal: CorpusReader = {
  protocol: 'eseal',
  read: (row) => {
    const bytes = wireBytesOf(row);
    if (row.kind === 'stream') return readStream(bytes);
    const [reading, ...more] = sealReader.read(bytes, {});
    if (reading === undefined) return { ok: false, reason: 'nothing' };
    if (!reading.ok) return { ok: false, reason: reading.reason };
    if (more.length > 0) return { ok: false, reason: 'more than one frame' };
    const wordsOf = wordsByKind[reading.kind];
    return wordsOf
      ? { ok: true, words: wordsOf(reading.fields) }
      : { ok: false, reason: reading.kind };
  },
};
