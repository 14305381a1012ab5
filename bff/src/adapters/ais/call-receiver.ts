import { connect, type Socket } from 'node:net';
import type { TcpLine, TcpTalk } from '#adapters/tcp-door.ts';

export type Call = { isOpen: () => boolean; close: () => void };

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;
/** A receiver near a port hears something every second; one that says nothing is called anew. */
const silentMs = 120_000;

/** Keeps a line to a receiver that does not call us: called again after a loss, at growing distances. */
export function callReceiver(url: URL, talkTo: (line: TcpLine) => TcpTalk): Call {
  let socket: Socket | null = null;
  let timer: NodeJS.Timeout | null = null;
  let waitMs = firstWaitMs;
  let closed = false;

  async function listen(line: Socket): Promise<void> {
    const talk = talkTo({
      peer: url.host,
      send: () => undefined,
      end: () => line.end(),
    });
    try {
      for await (const chunk of line) await talk.take(chunk as Uint8Array);
    } catch {
      // The line broke: it is called again.
    }
    talk.end();
  }

  function callLater(): void {
    if (closed) return;
    timer = setTimeout(call, waitMs);
    waitMs = Math.min(2 * waitMs, longestWaitMs);
  }

  function call(): void {
    timer = null;
    const line = connect({ host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) });
    socket = line;
    line.setTimeout(silentMs, () => line.destroy());
    line.on('error', () => {});
    line.once('connect', () => {
      waitMs = firstWaitMs;
      void listen(line);
    });
    line.once('close', callLater);
  }

  call();
  return {
    isOpen: () => socket?.readyState === 'open' || socket?.readyState === 'readOnly',
    close: () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      socket?.destroy();
    },
  };
}
