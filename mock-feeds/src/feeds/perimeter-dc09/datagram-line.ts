import { createSocket } from 'node:dgram';

const comeBackMs = 1000;

/**
 * A panel's line over UDP, with the doors of a connection: it is open at once and never breaks, and
 * whether anybody hears is only known from answers.
 */
export function openDatagramLine(settings: {
  host: string;
  port: number;
  onOpen: () => void;
  onData: (chunk: Buffer) => void;
  onClosed: () => void;
}) {
  const socket = createSocket(settings.host.includes(':') ? 'udp6' : 'udp4');
  socket.on('message', settings.onData);
  socket.on('error', () => {});
  socket.bind(settings.onOpen);
  let pause: NodeJS.Timeout | null = null;
  const beginAnew = () => {
    settings.onClosed();
    pause = setTimeout(settings.onOpen, comeBackMs);
  };
  return {
    write: (bytes: Uint8Array) => socket.send(bytes, settings.port, settings.host, () => {}),
    drop: beginAnew,
    settled: () => {},
    close: () => {
      if (pause !== null) clearTimeout(pause);
      socket.close();
    },
  };
}
