import { WebSocket } from 'ws';

/** What happens on a line, as Socket.IO says it; `text` is the packet `["event", …]`. */
export type LineEvents = {
  onConnect: () => void;
  onPacket: (text: string) => void;
  /** Once, however it ended, also when it never came to be. */
  onClose: () => void;
};

/**
 * Engine.IO 4 and Socket.IO 5 over one WebSocket, as far as a page needs them, with a hundredth of the
 * weight of the library: five hundred of these fit beside the product on two cores.
 */
export type SocketIoLine = {
  /** False until the server has accepted the connection. */
  isOpen: () => boolean;
  /** The answer is null when the connection went before it came. */
  emit: (event: string, argument: unknown, reply?: (answer: unknown) => void) => void;
  /** Stops reading, as a frozen page does: nothing is taken from the network any more. */
  freeze: () => void;
  thaw: () => void;
  /** Drops the connection without a word. */
  drop: () => void;
};

/** Later than this without a ping, the server is gone (its interval and its patience). */
const silenceMs = 15_000;
const handshakeTimeout = 5_000;

export function openSocketIoLine(
  url: string,
  cookie: string,
  { onConnect, onPacket, onClose }: LineEvents,
): SocketIoLine {
  const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const socket = new WebSocket(address, {
    headers: { cookie, origin: url },
    perMessageDeflate: false,
    skipUTF8Validation: true,
    handshakeTimeout,
  });
  const replies = new Map<number, (answer: unknown) => void>();
  let asked = 0;
  let isOpen = false;
  let silence = setTimeout(() => socket.terminate(), silenceMs);
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(() => socket.terminate(), silenceMs);
  };

  const take = (text: string) => {
    if (text === '2') {
      heard();
      socket.send('3');
    } else if (text.startsWith('0')) socket.send('40');
    else if (text.startsWith('40')) {
      isOpen = true;
      onConnect();
    } else if (text.startsWith('42')) onPacket(text.slice(2));
    else if (text.startsWith('43')) answer(text);
    else if (text === '1' || text.startsWith('41') || text.startsWith('44')) socket.terminate();
  };
  const answer = (text: string) => {
    const [, id = '', body = ''] = /^43(\d+)(.*)$/s.exec(text) ?? [];
    const reply = replies.get(Number(id));
    replies.delete(Number(id));
    reply?.((JSON.parse(body) as unknown[])[0]);
  };
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!isBinary) take(data.toString());
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    clearTimeout(silence);
    isOpen = false;
    for (const reply of replies.values()) reply(null);
    onClose();
  });
  return {
    isOpen: () => isOpen,
    emit: (event, argument, reply) => {
      if (!isOpen) return;
      if (reply) replies.set(asked, reply);
      const id = reply ? String(asked++) : '';
      socket.send(`42${id}${JSON.stringify([event, argument])}`);
    },
    freeze: () => {
      socket.pause();
      clearTimeout(silence);
    },
    thaw: () => {
      socket.resume();
      heard();
    },
    drop: () => socket.terminate(),
  };
}
