/** Who speaks: a connection, or a peer of the UDP port. */
export type LiveLine = { peer: string };

/** Two lines that use one name, the older first. */
export type HeldTwice<Line> = (terminalId: string, older: Line, newer: Line) => void;

/** An address without its port: behind it stands one machine, or one carrier's gateway. */
export const hostOf = (peer: string): string => peer.replace(/:\d+$/, '');

/**
 * Which lines speak for which terminal. A terminal that comes back from another address leaves its
 * old line half-open behind, and nobody is to be blamed for that; only when the older line speaks
 * once more are there two of them, and then `heldTwice` hears it, once for each such pair.
 */
export class LiveTerminals<Line extends LiveLine> {
  /** Oldest first; of one line nearly always. */
  readonly #lines = new Map<string, Line[]>();
  /** Ids that several addresses hold: what they say next is looked at. Empty, nearly always. */
  readonly #contested = new Set<string>();
  readonly #heldTwice: HeldTwice<Line>;

  constructor(heldTwice: HeldTwice<Line>) {
    this.#heldTwice = heldTwice;
  }

  /** The line that spoke for the terminal first among those that are newest; null: it is not here. */
  lineOf(terminalId: string): Line | null {
    return this.#lines.get(terminalId)?.at(-1) ?? null;
  }

  linesOf(terminalId: string): readonly Line[] {
    return this.#lines.get(terminalId) ?? [];
  }

  /** From now on this line speaks for the terminal. */
  meet(terminalId: string, line: Line): void {
    const lines = this.#lines.get(terminalId) ?? [];
    if (lines.includes(line)) return;
    this.#lines.set(terminalId, [...lines, line]);
    const host = hostOf(line.peer);
    if (lines.some(({ peer }) => hostOf(peer) !== host)) this.#contested.add(terminalId);
  }

  /** The line spoke for a terminal that it speaks for already. Costs nothing while nobody is contested. */
  heard(terminalId: string, line: Line): void {
    if (this.#contested.size === 0 || !this.#contested.has(terminalId)) return;
    const lines = this.linesOf(terminalId);
    const newer = lines.slice(lines.indexOf(line) + 1);
    const other = newer.find(({ peer }) => hostOf(peer) !== hostOf(line.peer));
    if (other === undefined) return;
    this.#contested.delete(terminalId);
    this.#heldTwice(terminalId, line, other);
  }

  leave(terminalId: string, line: Line): void {
    const rest = this.linesOf(terminalId).filter((each) => each !== line);
    if (rest.length > 0) this.#lines.set(terminalId, rest);
    else this.#lines.delete(terminalId);
    if (new Set(rest.map(({ peer }) => hostOf(peer))).size < 2) this.#contested.delete(terminalId);
  }
}
