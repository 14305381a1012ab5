import { createConnection, type Socket } from 'node:net';
import { decodeAnswer } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';

/** A frame that is repeated until it is acknowledged. */
export type PanelFrame = {
  seq: number;
  frame: string;
  onAcked: () => void;
  onWritten?: () => void;
};

/** One connection of a perimeter panel: one frame at a time, as the protocol wants it. */
export type PanelLine = {
  send: (frame: PanelFrame) => void;
  waiting: () => number;
  /** Answers other than an acknowledgement. */
  refused: () => number;
  close: () => void;
};

const answerWithinMs = 2_000;
const comeBackMs = 100;

export function openPanelLine(port: number): PanelLine {
  const queue: PanelFrame[] = [];
  let socket: Socket | null = null;
  let isOpen = false;
  let sending = false;
  let rest = '';
  let refused = 0;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  function connect() {
    if (closed) return;
    rest = '';
    const opened = createConnection(port, '127.0.0.1');
    socket = opened;
    opened.setNoDelay(true);
    opened.on('connect', () => {
      isOpen = true;
      sendHead();
    });
    opened.on('data', (bytes) => read(bytes.toString('latin1')));
    opened.on('error', () => undefined);
    opened.on('close', () => {
      isOpen = false;
      sending = false;
      clearTimeout(timer);
      timer = setTimeout(connect, comeBackMs);
    });
  }
  function sendHead() {
    const head = queue[0];
    if (!head || !isOpen || sending) return;
    sending = true;
    head.onWritten?.();
    socket?.write(head.frame, 'latin1');
    // No answer: a new connection, and the same bytes again.
    timer = setTimeout(() => socket?.destroy(), answerWithinMs);
  }
  function read(text: string) {
    const frames = (rest + text).split('\r');
    rest = frames.pop() ?? '';
    for (const frame of frames) {
      const answer = decodeAnswer(frame);
      if (answer === null || answer.seq !== queue[0]?.seq) continue;
      if (answer.kind !== 'ACK') refused += 1;
      else queue.shift()?.onAcked();
      clearTimeout(timer);
      sending = false;
      sendHead();
    }
  }
  connect();
  return {
    send: (frame) => {
      queue.push(frame);
      sendHead();
    },
    waiting: () => queue.length,
    refused: () => refused,
    close: () => {
      closed = true;
      clearTimeout(timer);
      socket?.destroy();
    },
  };
}
