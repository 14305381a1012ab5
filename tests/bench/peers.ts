import { setTimeout as pause } from 'node:timers/promises';
import { type ChildProgram, withPrograms } from './child-program.ts';
import { cpuMsOf } from './cpu-time.ts';
import { type Bench, type Figure, figure, notRun } from './figure.ts';
import { eachSecond, withLiveRun } from './live-run.ts';
import { type PeerBroker, type PeerName, peerNames, startPeer } from './peer-broker.ts';
import type { ReadersTotals } from './readers-program.ts';

/** `timesLess`: CPU per delivered update; a load that the peer can carry on two cores. */
type Load = { timesLess: number; vehicles: number; clients: number };
const loads: Record<PeerName, Load> = {
  nats: { timesLess: 20, vehicles: 20_000, clients: 50 },
  mosquitto: { timesLess: 20, vehicles: 5_000, clients: 20 },
};
const unit = 'ns CPU per delivered update';

type Cost = { updateNs: number; wireBytes: number; deliveredPct: number };

async function costOfOurs({ vehicles, clients }: Load, seconds: number): Promise<Cost> {
  return withLiveRun({ vehicles }, { clients }, async ({ drive, driveAndRead }) => {
    await drive(eachSecond(2));
    const { driven, read } = await driveAndRead(eachSecond(seconds));
    return {
      updateNs: (driven.cpuMs * 1e6) / read.rows,
      wireBytes: read.bytes / read.rows,
      deliveredPct: (read.rows * 100) / (driven.beats * vehicles * clients),
    };
  });
}

async function costOfPeer(
  broker: PeerBroker,
  { vehicles, clients }: Load,
  seconds: number,
): Promise<Cost> {
  const files = ['peer-feed-program.ts', 'readers-program.ts'];
  return withPrograms(files, async (...programs) => {
    const [feed, readers] = programs as [ChildProgram, ChildProgram];
    const { pagePort: port, subprotocol: protocol, hello } = broker;
    await readers.ask('open', { port, clients, kind: 'plain', protocol, hello });
    const publish = (forSeconds: number) =>
      feed.ask<{ sent: number; payloadBytes: number }>('publish', {
        protocol: broker.protocol,
        port: broker.feedPort,
        vehicles,
        seconds: forSeconds,
      });
    await publish(1);
    await pause(1_000);
    await readers.ask('reset');
    const cpuBeforeMs = cpuMsOf(broker.pid) ?? Number.NaN;
    const { sent, payloadBytes } = await publish(seconds);
    await pause(1_500);
    const cpuMs = (cpuMsOf(broker.pid) ?? Number.NaN) - cpuBeforeMs;
    const read = await readers.ask<ReadersTotals>('totals');
    const delivered = read.payloadBytes / broker.deliveredBytes(payloadBytes);
    return {
      updateNs: (cpuMs * 1e6) / delivered,
      wireBytes: read.bytes / delivered,
      deliveredPct: (delivered * 100) / (sent * clients),
    };
  });
}

async function beside(name: PeerName, seconds: number): Promise<Figure> {
  const load = loads[name];
  const goal = `<= 1/${load.timesLess} x`;
  const title = `peers: CPU per delivered update, beside ${name} over WebSocket`;
  const broker = await startPeer(name);
  if (broker === null) return notRun(title, unit, goal, `${name} is not installed here`);
  try {
    const ours = await costOfOurs(load, seconds);
    const peer = await costOfPeer(broker, load, seconds);
    if (Number.isNaN(peer.updateNs))
      return notRun(title, unit, goal, 'the cost of another process is read from /proc (Linux)');
    return figure({
      name: title,
      value: ours.updateNs,
      unit,
      yardstick: { name, value: peer.updateNs },
      goal,
      holds: ours.updateNs * load.timesLess <= peer.updateNs,
      detail: {
        timesLess: peer.updateNs / ours.updateNs,
        load: `${load.vehicles} vehicles to ${load.clients} clients at 1 Hz`,
        deliveredPct: ours.deliveredPct,
        peerDeliveredPct: peer.deliveredPct,
        wireBytes: ours.wireBytes,
        peerWireBytes: peer.wireBytes,
      },
    });
  } finally {
    await broker.end();
  }
}

/** The same work done by what others run for it. */
export const peers: Bench = async ({ quick, say }) => {
  const seconds = quick ? 3 : 6;
  const lines: Figure[] = [];
  for (const name of peerNames) {
    say(`peers: ${name}`);
    lines.push(await beside(name, seconds));
  }
  const why = 'Signal K is no part of this project and was not brought for this run';
  return [
    ...lines,
    notRun('peers: CPU per delivered update, beside Signal K', unit, '<= 1/500 x', why),
  ];
};
