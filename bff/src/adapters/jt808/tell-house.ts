import type { LineHouse } from './line-house.ts';
import type { Fix } from './location.ts';
import { inWgs84, toPosition } from './observe.ts';
import type { Content } from './open-frame.ts';
import type { Asked } from './reply.ts';

/** What is meant for the house, of all that a terminal says. */
export type Handed = Extract<Content, { kind: 'reports' | 'sign' }>;

/** Tells the house what was said on one line. Each promise ends when that is safe, or could not be kept. */
export class HouseTeller {
  readonly #house: LineHouse;
  readonly #peer: string;
  /** What was told last raises an alarm: what follows it has to know whether the alarm was raised. */
  isRaising = false;

  constructor(house: LineHouse, peer: string) {
    this.#house = house;
    this.#peer = peer;
  }

  tell(asked: Asked, content: Handed, receivedAtMs: number): Promise<unknown> {
    const { host, orders } = this.#house;
    const { terminalId } = asked.caller;
    const told =
      content.kind === 'sign'
        ? host.accept(content.observation, this.#peer)
        : this.#tellReports(terminalId, content.fixes, content.backfill, receivedAtMs);
    if (content.answer === null) return told;
    return allSafe([told, orders.hear(terminalId, asked.flow, content.answer, receivedAtMs)]);
  }

  #tellReports(
    terminalId: string,
    fixes: readonly Fix[],
    backfill: boolean,
    receivedAtMs: number,
  ): Promise<unknown> {
    const heard = { terminalId, receivedAtMs };
    const tell = (fix: Fix): Promise<void> => this.#tellOne(fix, backfill, heard);
    const [only] = fixes;
    return fixes.length === 1 && only !== undefined ? tell(only) : this.#tellAll(fixes, tell);
  }

  /** All at once, until one raises an alarm: from there on one after the other. */
  async #tellAll(fixes: readonly Fix[], tell: (fix: Fix) => Promise<void>): Promise<void> {
    const told: Promise<void>[] = [];
    for (const fix of fixes) {
      told.push(tell(fix));
      if (this.isRaising) await allSafe(told);
    }
    await allSafe(told);
  }

  #tellOne(
    fix: Fix,
    backfill: boolean,
    heard: { terminalId: string; receivedAtMs: number },
  ): Promise<void> {
    const { host, edges, registry } = this.#house;
    const { terminalId } = heard;
    const { alarmBits } = fix;
    const raised = edges.next(terminalId, alarmBits, backfill);
    const placed = registry(terminalId)?.datum === 'GCJ02' ? inWgs84(fix) : fix;
    const safe = host.accept(toPosition(placed, raised, backfill, heard), this.#peer);
    if (raised.length > 0) {
      this.isRaising = true;
      return edges.commitWhen(safe, terminalId, alarmBits, backfill);
    }
    edges.commit(terminalId, alarmBits, backfill);
    return safe;
  }
}

/** Waits for every one, also after one is lost: what is still under way may be an alarm. */
async function allSafe(told: readonly Promise<unknown>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(told)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}
