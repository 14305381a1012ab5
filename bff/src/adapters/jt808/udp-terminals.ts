import { openUdpDoor, type UdpDoor, type UdpPeer } from '#adapters/udp-door.ts';
import type { LineEnd } from './answer-queue.ts';
import { FrameCutter } from './frame.ts';
import type { LineHouse } from './line-house.ts';
import { TerminalLine } from './terminal-line.ts';

export type UdpTerminalsSettings = {
  host: string;
  port: number;
  /** Who says nothing for so long is forgotten. */
  idleMs: number;
  maxPeers: number;
};

export type UdpTerminals = {
  lines: () => TerminalLine[];
  /** Forgets who fell silent. */
  sweep: (nowMs: number) => void;
  close: () => Promise<void>;
};

/** A peer that sends faster than the house commits waits here; what does not fit comes again. */
const mostWaiting = 32;

type SendTo = (bytes: Uint8Array) => void;

/** One sender of datagrams: a line without a connection. A datagram holds one frame or several. */
class UdpTerminal implements LineEnd {
  readonly line: TerminalLine;
  readonly peer: string;
  readonly send: SendTo;
  heardAtMs: number;
  #waiting: Uint8Array[] = [];

  constructor(house: LineHouse, peer: string, send: SendTo, nowMs: number) {
    this.peer = peer;
    this.send = send;
    this.heardAtMs = nowMs;
    this.line = new TerminalLine(house, this);
  }

  take(datagram: Uint8Array, nowMs: number): void {
    this.heardAtMs = nowMs;
    if (this.#waiting.length >= mostWaiting) return;
    this.#waiting.push(datagram);
    this.readOn();
  }

  readOn(): void {
    while (this.line.hasRoom()) {
      const datagram = this.#waiting.shift();
      if (datagram === undefined) return;
      const cutter = new FrameCutter(this.line);
      const at = cutter.push(datagram);
      // The rest is put behind a flag of its own: the one that closed the last frame opens the next.
      if (at < datagram.length) this.#waiting.unshift(datagram.subarray(at - 1));
      else cutter.end();
    }
  }
}

/**
 * Vehicle terminals over UDP, beside the TCP port of the same number. Whoever an answer goes to is who
 * asked, and no answer is longer than the question. Rejects when the port cannot be had.
 */
export async function openUdpTerminals(
  { host, port, idleMs, maxPeers }: UdpTerminalsSettings,
  house: LineHouse,
): Promise<UdpTerminals> {
  /** By address and port, the longest silent first. */
  const peers = new Map<string, UdpTerminal>();
  const forget = (peer: UdpTerminal) => {
    peers.delete(peer.peer);
    peer.line.leave();
  };
  const door: UdpDoor = await openUdpDoor({ host, port }, (datagram, from) => {
    const name = `${from.address}:${from.port}`;
    const nowMs = house.host.nowMs();
    const peer =
      peers.get(name) ??
      new UdpTerminal(
        house,
        name,
        answering(() => door, from),
        nowMs,
      );
    // Put back at the end: the order is that of silence.
    peers.delete(name);
    peers.set(name, peer);
    const [longestSilent] = peers.values();
    if (peers.size > maxPeers && longestSilent !== undefined) forget(longestSilent);
    peer.take(datagram, nowMs);
  });
  let closing: Promise<void> | null = null;
  return {
    lines: () => [...peers.values()].map(({ line }) => line),
    sweep: (nowMs) => {
      for (const peer of peers.values()) {
        if (nowMs - peer.heardAtMs < idleMs) return;
        forget(peer);
      }
    },
    close: () => {
      closing ??= door.close();
      return closing;
    },
  };
}

const answering =
  (door: () => UdpDoor, to: UdpPeer): SendTo =>
  (bytes) =>
    door().send(bytes, to);
