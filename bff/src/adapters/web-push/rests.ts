/** However long a service wants to be left alone. */
const longestMs = 3_600_000;

/** Services that want to be left alone, by origin, each until when. */
export class Rests {
  readonly #untilMs = new Map<string, number>();

  untilMs(origin: string): number {
    return this.#untilMs.get(origin) ?? 0;
  }

  leaveAlone(origin: string, forMs: number, nowMs: number): void {
    this.#untilMs.set(origin, nowMs + Math.min(forMs, longestMs));
  }

  forgetOver(nowMs: number): void {
    for (const [origin, untilMs] of this.#untilMs)
      if (untilMs <= nowMs) this.#untilMs.delete(origin);
  }
}
