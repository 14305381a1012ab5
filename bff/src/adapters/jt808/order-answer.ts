import type { Message } from './decode.ts';
import type { Location } from './location.ts';
import type { Awaited } from './order-body.ts';
import type { Parameter } from './parameters.ts';

/** What a terminal said to one of our flow numbers. */
export type OrderAnswer =
  | { kind: 'general'; answersFlow: number; messageId: number; result: number }
  | { kind: 'located'; answersFlow: number; location: Location }
  | { kind: 'controlled'; answersFlow: number; location: Location }
  | { kind: 'parameters'; answersFlow: number; parameters: Parameter[] };

/** The answer in a message of the terminal; null where it answers nothing that we order. */
export function orderAnswerOf(messageId: number, message: Message): OrderAnswer | null {
  switch (message.kind) {
    case 'terminal-ack': {
      const { flow: answersFlow, messageId: answered, result } = message;
      return { kind: 'general', answersFlow, messageId: answered, result };
    }
    case 'location-answer': {
      const kind = messageId === 0x0500 ? 'controlled' : 'located';
      return { kind, answersFlow: message.answersFlow, location: message.location };
    }
    case 'parameters':
      return message;
    default:
      return null;
  }
}

export type Verdict = { outcome: 'confirmed' | 'refused-by-device'; detail: string };

const resultWords = ['ok', 'failed', 'wrong', 'unsupported', 'alarm confirmed'] as const;
const doorsLockedBit = 1 << 12;
const longestDetail = 400;

const hexId = (id: number): string => `0x${id.toString(16).padStart(4, '0')}`;

function ofGeneral(answer: OrderAnswer & { kind: 'general' }, awaits: Awaited): Verdict | null {
  const { result } = answer;
  if (result !== 0) {
    const detail = `0x0001 result ${result} (${resultWords[result] ?? 'unknown'})`;
    return { outcome: 'refused-by-device', detail };
  }
  // Where the standard has an answer of its own, this one says only that the order arrived.
  return awaits === 'acknowledged'
    ? { outcome: 'confirmed', detail: '0x0001 result 0 (ok)' }
    : null;
}

/** JT/T 808 clause 8.50: whether a control succeeded is told by the status in the answer. */
function ofControl({ location }: { location: Location }, awaits: Awaited): Verdict | null {
  if (awaits !== 'doors-locked' && awaits !== 'doors-unlocked') return null;
  const locked = (location.statusBits & doorsLockedBit) !== 0;
  const detail = `0x0500 doors ${locked ? 'locked' : 'unlocked'}`;
  const asTold = locked === (awaits === 'doors-locked');
  return { outcome: asTold ? 'confirmed' : 'refused-by-device', detail };
}

function ofPlace({ location }: { location: Location }, awaits: Awaited): Verdict | null {
  if (awaits !== 'located') return null;
  // The place itself goes the way of all reports: only there it is in our datum, or refused.
  const at = Number.isNaN(location.atMs) ? 'no time' : new Date(location.atMs).toISOString();
  return { outcome: 'confirmed', detail: `0x0201 of ${at}` };
}

function ofParameters(parameters: readonly Parameter[], awaits: Awaited): Verdict | null {
  if (awaits !== 'parameters') return null;
  const list = parameters.map(({ id, hex }) => `${hexId(id)}=${hex}`).join(' ');
  return { outcome: 'confirmed', detail: `0x0104 ${list}`.slice(0, longestDetail) };
}

/** What the answer says of an order that waits for it; null: that is still to come. */
export function judgeAnswer(answer: OrderAnswer, awaits: Awaited): Verdict | null {
  switch (answer.kind) {
    case 'general':
      return ofGeneral(answer, awaits);
    case 'controlled':
      return ofControl(answer, awaits);
    case 'located':
      return ofPlace(answer, awaits);
    case 'parameters':
      return ofParameters(answer.parameters, awaits);
  }
}
