/** A line that a device speaks on: as long as it is open, its peer may be there. */
export type VoiceLine = { peer: string; isOpen: () => boolean };

/**
 * What to do with a word that was heard:
 * - `believed`: it comes from the line that has the name.
 * - `waits`: another line has the name and was heard a moment ago. Nothing is kept and nothing is
 *   answered, so an honest device says it again.
 * - `copied`: it comes from the line that has the name, and `rival` claims it as well: two live.
 */
export type Hearing<Line> =
  | { verdict: 'believed'; displaced: Line | null }
  | { verdict: 'waits' }
  | { verdict: 'copied'; rival: Line };

type Seat<Line> = {
  line: Line;
  heardAtMs: number;
  rival: Line | null;
  /** When the holder spoke first after its rival had: from here on a second word proves two. */
  doubtedAtMs: number | null;
};

export type VoiceSettings = {
  /** After so long without a word an open line is taken for one whose peer has gone. */
  quietMs: number;
  /** Bytes of a dead peer come out of a slow socket in one go: words within this prove nothing. */
  settleMs: number;
  mostNames: number;
};

const believed = { verdict: 'believed', displaced: null } as const;
const waits = { verdict: 'waits' } as const;

/** An address without its port: behind it stands one machine, or one carrier's gateway. */
const hostOf = (peer: string): string => peer.slice(0, peer.lastIndexOf(':'));

/**
 * One name, one voice. A device that lost its line and comes back under another address is not a copy
 * of itself: its old line is closed, or silent for ever. So a second line waits while the first lives,
 * takes the name over when the first has closed or fallen silent, and is proved a copy when the first
 * goes on speaking. Two lines of one address cannot be told from one device that came back, and the
 * newer is believed. Cheap enough for every frame.
 */
export class OneVoice<Line extends VoiceLine> {
  readonly #seats = new Map<string, Seat<Line>>();
  readonly #settings: VoiceSettings;

  constructor(settings: VoiceSettings) {
    this.#settings = settings;
  }

  hear(name: string, line: Line, nowMs: number): Hearing<Line> {
    const seat = this.#seats.get(name);
    if (seat === undefined) return this.#sit(name, line, nowMs, null);
    if (seat.line === line) {
      seat.heardAtMs = nowMs;
      return seat.rival === null ? believed : this.#doubt(seat, seat.rival, nowMs);
    }
    if (!seat.line.isOpen() || hostOf(seat.line.peer) === hostOf(line.peer)) {
      return this.#sit(name, line, nowMs, null);
    }
    if (nowMs - seat.heardAtMs > this.#settings.quietMs) {
      return this.#sit(name, line, nowMs, seat.line);
    }
    seat.rival = line;
    return waits;
  }

  #sit(name: string, line: Line, nowMs: number, displaced: Line | null): Hearing<Line> {
    // Anew, so that the first in the map is the one that was taken longest ago.
    this.#seats.delete(name);
    this.#seats.set(name, { line, heardAtMs: nowMs, rival: null, doubtedAtMs: null });
    if (this.#seats.size > this.#settings.mostNames) {
      const [oldest = ''] = this.#seats.keys();
      this.#seats.delete(oldest);
    }
    return displaced === null ? believed : { verdict: 'believed', displaced };
  }

  #doubt(seat: Seat<Line>, rival: Line, nowMs: number): Hearing<Line> {
    seat.doubtedAtMs ??= nowMs;
    if (nowMs - seat.doubtedAtMs < this.#settings.settleMs) return believed;
    seat.rival = null;
    seat.doubtedAtMs = null;
    return { verdict: 'copied', rival };
  }

  /** A line has ended: what it is known to have spoken as is free. */
  leave(name: string, line: Line): void {
    if (this.#seats.get(name)?.line === line) this.#seats.delete(name);
  }
}
