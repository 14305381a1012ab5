import { OneVoice } from '#adapters/one-voice.ts';

/** Who speaks: a connection, or a peer of the UDP port. */
export type LiveLine = { peer: string; isOpen: () => boolean };

/** Two lines that use one name: the one that has it, and the one that claims it from elsewhere. */
export type HeldTwice<Line> = (terminalId: string, holder: Line, rival: Line) => void;

/** An address without its port: behind it stands one machine, or one carrier's gateway. */
const hostOf = (peer: string): string => peer.replace(/:\d+$/, '');

/** Terminals beat every half a minute; who was silent for two beats has probably gone. */
const quietMs = 60_000;
const settleMs = 2_000;

/**
 * Which line speaks for which terminal: orders go there, and its words count. From the same address a
 * new line takes the name over at once: that is a terminal which lost its line. From another it waits
 * unanswered while the first one lives, so that nobody speaks for a terminal who knows its number; and
 * when the first goes on speaking, there are two, which `heldTwice` hears.
 */
export class LiveTerminals<Line extends LiveLine> {
  readonly #lines = new Map<string, Line>();
  readonly #voice: OneVoice<Line>;
  readonly #heldTwice: HeldTwice<Line>;

  constructor(mostNames: number, heldTwice: HeldTwice<Line>) {
    this.#voice = new OneVoice({ quietMs, settleMs, mostNames });
    this.#heldTwice = heldTwice;
  }

  /** The line that speaks for the terminal; null: it is not here. */
  lineOf(terminalId: string): Line | null {
    return this.#lines.get(terminalId) ?? null;
  }

  /** Whether what this line says for the terminal is to be believed. */
  hear(terminalId: string, line: Line, nowMs: number): boolean {
    const holder = this.#lines.get(terminalId);
    if (holder !== undefined && holder !== line && hostOf(holder.peer) === hostOf(line.peer)) {
      this.#voice.leave(terminalId, holder);
    }
    const hearing = this.#voice.hear(terminalId, line, nowMs);
    if (hearing.verdict === 'waits') return false;
    if (hearing.verdict === 'copied') this.#heldTwice(terminalId, line, hearing.rival);
    if (holder !== line) this.#lines.set(terminalId, line);
    return true;
  }

  leave(terminalId: string, line: Line): void {
    this.#voice.leave(terminalId, line);
    if (this.#lines.get(terminalId) === line) this.#lines.delete(terminalId);
  }
}
