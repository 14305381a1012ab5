import { performance } from 'node:perf_hooks';
import type { ProtocolReader } from '@ftz/bff/adapters/protocol-reader.ts';
import { createDice } from './dice.ts';
import { throwCase } from './mutate.ts';

/** A case that a decoder did not survive: what it was, and which bytes. */
export type FuzzFault = {
  protocol: string;
  fault: 'threw' | 'hung' | 'unbounded';
  detail: string;
  hex: string;
};

export type FuzzOutcome = {
  protocol: string;
  cases: number;
  /** How many read messages were good, and how many refused: a fuzzer that only meets refusals tests little. */
  understood: number;
  refused: number;
  faults: FuzzFault[];
  slowestMs: number;
};

/** No decoder may take longer for one case. */
const hangMs = 50;
/** What takes longer than this is asked again: a pause of the machine is no slowness of a decoder. */
const doubtMs = 2;
const mostFaults = 10;

/** What is slow once is asked again, and its best time counts. */
function timeOf(reader: ProtocolReader, bytes: Uint8Array, firstMs: number): number {
  let best = firstMs;
  for (let again = 0; again < 4 && best > doubtMs; again += 1) {
    const startedMs = performance.now();
    reader.read(bytes, {});
    best = Math.min(best, performance.now() - startedMs);
  }
  return best;
}

/** Throws `cases` damaged messages at one decoder. */
export function fuzzDecoder(
  reader: ProtocolReader,
  messages: readonly Uint8Array[],
  cases: number,
  seed: number,
): FuzzOutcome {
  const dice = createDice(seed);
  const outcome: FuzzOutcome = {
    protocol: reader.protocol,
    cases: 0,
    understood: 0,
    refused: 0,
    faults: [],
    slowestMs: 0,
  };
  const fault = (kind: FuzzFault['fault'], detail: string, bytes: Uint8Array): void => {
    const hex = Buffer.from(bytes).toString('hex');
    outcome.faults.push({ protocol: reader.protocol, fault: kind, detail, hex });
  };
  while (outcome.cases < cases && outcome.faults.length < mostFaults) {
    const bytes = throwCase(messages, dice);
    outcome.cases += 1;
    try {
      const startedMs = performance.now();
      const readings = reader.read(bytes, {});
      const tookMs = performance.now() - startedMs;
      const ownMs = tookMs > doubtMs ? timeOf(reader, bytes, tookMs) : tookMs;
      outcome.slowestMs = Math.max(outcome.slowestMs, ownMs);
      if (outcome.slowestMs > hangMs) fault('hung', `${Math.round(outcome.slowestMs)} ms`, bytes);
      if (readings.length > bytes.length + 1)
        fault('unbounded', `${readings.length} messages`, bytes);
      for (const { ok } of readings) {
        if (ok) outcome.understood += 1;
        else outcome.refused += 1;
      }
    } catch (error) {
      fault('threw', String(error), bytes);
    }
  }
  return outcome;
}
