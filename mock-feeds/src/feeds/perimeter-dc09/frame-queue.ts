import type { Answer } from './encode.ts';

/**
 * `name` is how the centre calls an event; null for a link test. `renew` writes it again with the time
 * of now: what is encrypted is refused when it is old.
 */
export type Waiting = {
  seq: number;
  frame: string;
  name: string | null;
  renew?: () => { frame: string; name: string | null };
};

export type FrameQueue = {
  /** False when the queue is full: the message will never be sent. */
  add: (waiting: Waiting) => boolean;
  isEmpty: () => boolean;
  /** The message that the answer settled, if it did settle the one that was being sent. */
  settle: (answer: Answer) => Waiting | null;
  /** The line is there: sends what waits. */
  opened: () => void;
  closed: () => void;
};

const answerTimeoutMs = 4_000;
const mostRepeats = 3;
/** Far more than a perimeter has to tell; a receiver that is away for days loses the newest. */
const mostQueued = 500;

/**
 * Sends one frame at a time: waits for the answer, repeats the same bytes when none comes, and gives
 * the line up when repeating does not help. ACK and DUH both settle a frame: the receiver has it.
 */
export function createFrameQueue(line: {
  write: (frame: Buffer) => void;
  giveUp: () => void;
}): FrameQueue {
  const queue: Waiting[] = [];
  let isOpen = false;
  let repeats = 0;
  let timer: NodeJS.Timeout | null = null;

  const stopWaiting = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const sendHead = () => {
    const head = queue[0];
    if (head === undefined || !isOpen || timer !== null) return;
    line.write(Buffer.from(head.frame, 'latin1'));
    timer = setTimeout(repeat, answerTimeoutMs);
  };
  const repeat = () => {
    timer = null;
    repeats += 1;
    if (repeats > mostRepeats) line.giveUp();
    else sendHead();
  };
  return {
    add: (waiting) => {
      const fits = queue.length < mostQueued;
      if (fits) queue.push(waiting);
      sendHead();
      return fits;
    },
    isEmpty: () => queue.length === 0,
    settle: ({ kind, seq }) => {
      const head = queue[0];
      if (head === undefined) return null;
      // A NAK has no number: it means what is being sent.
      if (kind === 'NAK' && head.renew) Object.assign(head, head.renew());
      if (kind === 'NAK' || seq !== head.seq) return null;
      queue.shift();
      stopWaiting();
      repeats = 0;
      sendHead();
      return head;
    },
    opened: () => {
      isOpen = true;
      sendHead();
    },
    closed: () => {
      isOpen = false;
      repeats = 0;
      stopWaiting();
      // A test of an old connection proves nothing on the next one.
      if (queue[0]?.name === null) queue.shift();
    },
  };
}
