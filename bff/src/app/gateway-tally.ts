import type { FrameResult } from '#adapters/device-adapter.ts';

const minuteMs = 60_000;
const minutesKept = 30;
/** Reasons are words of closed lists; should a gateway invent them, the rest is one. */
const mostReasons = 24;
const otherReason = 'other';

/** What came in by one gateway: how much, how lately, and why some of it was refused. */
export class GatewayTally {
  lastMessageAtMs: number | null = null;
  readonly results: Record<FrameResult, number> = { ok: 0, duplicate: 0, bad: 0, unsupported: 0 };
  readonly refused = new Map<string, number>();
  readonly #perMinute = new Uint32Array(minutesKept);
  #minute = 0;

  count(result: FrameResult, nowMs: number): void {
    this.results[result] += 1;
    this.lastMessageAtMs = nowMs;
    this.#moveTo(nowMs);
    this.#perMinute[this.#minute % minutesKept] =
      (this.#perMinute[this.#minute % minutesKept] ?? 0) + 1;
  }

  /** The first word of a reason is its name; what follows tells of the one frame. */
  refuse(reason: string): void {
    const name = reason.split(' ', 1)[0]?.slice(0, 40) || otherReason;
    const known = this.refused.has(name) || this.refused.size < mostReasons;
    const counted = known ? name : otherReason;
    this.refused.set(counted, (this.refused.get(counted) ?? 0) + 1);
  }

  /** Messages of each of the last minutes, the present one last. */
  perMinute(nowMs: number): number[] {
    this.#moveTo(nowMs);
    return Array.from(
      { length: minutesKept },
      (_, i) => this.#perMinute[(this.#minute + 1 + i) % minutesKept] ?? 0,
    );
  }

  /** Minutes without a message are empty. A clock that was set back goes on in the minute that it left. */
  #moveTo(nowMs: number): void {
    const minute = Math.floor(nowMs / minuteMs);
    if (minute <= this.#minute) return;
    const passed = Math.min(minute - this.#minute, minutesKept);
    for (let i = 1; i <= passed; i++) this.#perMinute[(this.#minute + i) % minutesKept] = 0;
    if (passed === minutesKept) this.#perMinute.fill(0);
    this.#minute = minute;
  }
}
