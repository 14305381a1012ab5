import { createSocket } from 'node:dgram';

export type UdpPeer = { address: string; port: number };

export type UdpDoor = {
  port: number;
  send: (bytes: Uint8Array, to: UdpPeer) => void;
  close: () => Promise<void>;
};

/** More than a zone's devices say at once. What comes beyond is not answered, and comes again. */
const mostUnderWay = 256;

/**
 * A UDP port for devices. Nothing that a peer does leaves it, and what cannot be sent is lost, as
 * datagrams are. Rejects when the port cannot be had.
 */
export async function openUdpDoor(
  { host, port }: { host: string; port: number },
  take: (bytes: Uint8Array, from: UdpPeer) => void | Promise<void>,
): Promise<UdpDoor> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const bound = Promise.withResolvers<void>();
  let underWay = 0;
  let closed = false;

  async function hear(bytes: Uint8Array, from: UdpPeer): Promise<void> {
    if (underWay >= mostUnderWay) return;
    underWay += 1;
    try {
      await take(bytes, from);
    } catch {
      // Not taken, so not answered: the device sends again.
    }
    underWay -= 1;
  }

  function send(bytes: Uint8Array, to: UdpPeer): void {
    // A forged datagram may come from port 0, where nobody is; a commit may outlast the port.
    if (!closed && to.port > 0) socket.send(bytes, to.port, to.address, () => {});
  }

  socket.on('error', bound.reject);
  socket.on(
    'message',
    (bytes, { address, port: from }) => void hear(bytes, { address, port: from }),
  );
  socket.bind(port, host, bound.resolve);
  await bound.promise.catch((error) => {
    socket.close();
    throw error;
  });
  return {
    port: socket.address().port,
    send,
    close: () => {
      closed = true;
      return new Promise((resolve) => socket.close(() => resolve()));
    },
  };
}
