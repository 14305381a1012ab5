import { createSocket } from 'node:dgram';

export type UdpPeer = { address: string; port: number };

export type UdpDoor = {
  port: number;
  send: (bytes: Uint8Array, to: UdpPeer) => void;
  close: () => Promise<void>;
};

/**
 * A UDP port for devices. Nothing that a peer does leaves it, and what cannot be sent is lost, as
 * datagrams are. Rejects when the port cannot be had.
 */
export async function openUdpDoor(
  { host, port }: { host: string; port: number },
  take: (bytes: Uint8Array, from: UdpPeer) => void,
): Promise<UdpDoor> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  const bound = Promise.withResolvers<void>();
  socket.on('error', bound.reject);
  socket.on('message', (bytes, { address, port: from }) => take(bytes, { address, port: from }));
  socket.bind(port, host, bound.resolve);
  await bound.promise;
  return {
    port: socket.address().port,
    send: (bytes, to) => socket.send(bytes, to.port, to.address, () => {}),
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
