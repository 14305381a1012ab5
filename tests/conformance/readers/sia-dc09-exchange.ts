import { readFrame } from '@ftz/bff/adapters/perimeter-dc09/frame.ts';
import { buildReply, wrapSpan } from '@ftz/bff/adapters/perimeter-dc09/reply.ts';
import { createSplitter } from '@ftz/bff/adapters/perimeter-dc09/splitter.ts';
import { bytesOfRow, type CorpusRow } from '#conformance/corpus-row.ts';

/** How many frames the same bytes hold when they come one by one; -1 when three at a time differ. */
export function cutByChunks(bytes: Uint8Array): number {
  const [single = 0, triple = 0] = [1, 3].map((size) => framesIn(bytes, size));
  return single === triple ? single : -1;
}

function framesIn(bytes: Uint8Array, size: number): number {
  const splitter = createSplitter();
  const slices: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) {
    slices.push(...splitter.push(bytes.subarray(at, at + size)).map((slice) => slice.bytes));
  }
  return [...slices, splitter.end()].filter((slice) => readFrame(slice).ok).length;
}

/**
 * Our acknowledgement of a row's frame, in the form of the source: with the time at which its
 * receiver answered, and its remark on that time behind it.
 */
export function acknowledgeOf(row: CorpusRow, wanted: string): string | null {
  const [, time = '', remark = ''] = /\](_[\d:,-]+)?( .*)?$/.exec(wanted) ?? [];
  const splitter = createSplitter();
  const [cut] = splitter.push(bytesOfRow(row));
  const reading = readFrame(cut?.bytes ?? splitter.end());
  if (!reading.ok) return null;
  const span = textOf(buildReply('ACK', reading.frame, null)).slice(8);
  return `${textOf(wrapSpan(`${span}${time}`, 'ascii'))}${remark}`;
}

const textOf = (frame: Uint8Array) => Buffer.from(frame.subarray(1, -1)).toString('latin1');
