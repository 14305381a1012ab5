import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

export type Weather = { latencyMs: number; jitterMs: number };

/** A wire between two parties that can be slow, uneven, silent or cut. TCP keeps its order. */
export type FaultProxy = {
  port: number;
  setWeather: (weather: Weather) => void;
  /**
   * Swallows every byte of both sides and says nothing: neither learns that the other is gone. New
   * connections are accepted, and as silent.
   */
  goSilent: () => void;
  /** Carries new connections again; what was swallowed is lost, so the old ones are cut. */
  heal: () => void;
  /** Resets every connection. */
  cut: () => void;
  connections: () => number;
  close: () => Promise<void>;
};

export async function openFaultProxy(
  targetPort: number,
  random: () => number,
): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  let weather: Weather = { latencyMs: 0, jitterMs: 0 };
  let silent = false;

  /** Pieces leave in the order in which they came, each after its own delay at the earliest. */
  function carry(from: Socket, to: Socket): void {
    const waiting: { atMs: number; work: () => void }[] = [];
    let lastAtMs = 0;
    // One timer for the first of them: several could go off in another order.
    const letGo = () => {
      const nowMs = performance.now();
      while (waiting[0] && waiting[0].atMs <= nowMs) waiting.shift()?.work();
      if (waiting[0]) setTimeout(letGo, Math.ceil(waiting[0].atMs - nowMs));
    };
    const later = (work: () => void) => {
      const { latencyMs, jitterMs } = weather;
      lastAtMs = Math.max(lastAtMs, performance.now() + latencyMs + random() * jitterMs);
      if (waiting.push({ atMs: lastAtMs, work }) === 1) letGo();
    };
    from.on('data', (bytes) => {
      if (silent) return;
      later(() => {
        // Who does not read slows down who writes, as on a wire.
        if (!to.write(bytes)) from.pause();
      });
    });
    to.on('drain', () => from.resume());
    from.on('close', () => {
      sockets.delete(from);
      if (!silent) later(() => to.destroy());
    });
    from.on('error', () => undefined);
  }

  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined);
    near.on('close', () => sockets.delete(near));
    if (silent) return void near.resume();
    const far = createConnection(targetPort, '127.0.0.1');
    sockets.add(far);
    near.setNoDelay(true);
    far.setNoDelay(true);
    carry(near, far);
    carry(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const cut = () => {
    for (const socket of sockets) socket.resetAndDestroy();
    sockets.clear();
  };
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    setWeather: (next) => {
      weather = next;
    },
    goSilent: () => {
      silent = true;
    },
    heal: () => {
      cut();
      silent = false;
    },
    cut,
    connections: () => sockets.size,
    close: async () => {
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}
