import type { LaneCheckResult } from '@ftz/shared/contract/lane-decision.ts';
import { parseStatusWord, releases } from '#domain/lanes/status-word.ts';
import { isName, valueAt, valuesAt } from './message-values.ts';
import type { MessageFields } from './xml-message.ts';

/** `nothing`: the lane had nothing to do, which confirms nothing. */
export type FeedbackReading =
  | { ok: true; sessionId: string; outcome: 'done' | 'failed' | 'nothing'; detail: string }
  | { ok: false; reason: 'no-session' };

const sessionOf = (fields: MessageFields): string | null =>
  valueAt(fields, 'SESSION_ID', 'attr.SESSION_ID', 'attr.SEQ_NO', 'SEQ_NO');

/**
 * What a lane did with what it was told: 0x84, a result for each of its devices (0 nothing, 1 done,
 * 2 failed), or 0x32, which gives a status word back. One device that failed is a failure.
 */
export function readFeedback(fields: MessageFields): FeedbackReading {
  const sessionId = sessionOf(fields);
  if (!isName(sessionId)) return { ok: false, reason: 'no-session' };
  const word = valueAt(fields, 'CHECK_RESULT', 'EXCUTE_RESULT');
  const results = Object.keys(fields)
    .filter((path) => /(^|\.)RESULT$/.test(path))
    .flatMap((path) => valuesAt(fields, path));
  const detail = [word, ...results].filter(Boolean).join(' ').slice(0, 200);
  return { ok: true, sessionId, outcome: outcomeOf(word, results), detail };
}

function outcomeOf(word: string | null, results: readonly string[]): 'done' | 'failed' | 'nothing' {
  if (results.includes('2')) return 'failed';
  if (results.includes('1')) return 'done';
  if (word === null) return 'nothing';
  const reading = parseStatusWord(word);
  return reading.ok && releases(reading.word) && reading.word.seal !== '9' ? 'done' : 'failed';
}

const checkResults: Record<string, LaneCheckResult> = {
  '1': 'release',
  '2': 'inspection',
  '3': 'refuse',
};

export type CheckReading =
  | {
      ok: true;
      check: { sessionId: string; result: LaneCheckResult; operatorId: string; comment: string };
    }
  | { ok: false; reason: 'no-session' | 'bad-check-result' | 'no-operator' };

/** 0x85: what a person concluded, who must say who he is. */
export function readCheck(fields: MessageFields): CheckReading {
  const sessionId = sessionOf(fields);
  if (!isName(sessionId)) return { ok: false, reason: 'no-session' };
  const code = valueAt(fields, 'CHECK_RESULT') ?? '';
  const result = Object.hasOwn(checkResults, code) ? checkResults[code] : undefined;
  if (result === undefined) return { ok: false, reason: 'bad-check-result' };
  const operatorId = valueAt(fields, 'OPERATOR_ID');
  if (!isName(operatorId)) return { ok: false, reason: 'no-operator' };
  const comment = (valueAt(fields, 'COMMENT') ?? '').slice(0, 500);
  return { ok: true, check: { sessionId, result, operatorId, comment } };
}
