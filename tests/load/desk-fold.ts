import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { missedBetween } from '@ftz/shared/state/missed.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';

/** What came while a desk was not connected. Entries are null where it had to read the situation anew. */
export type MissedByDesk = { events: number | null; alarms: number; critical: number };

type Events = Parameters<LiveDown['events']>[0];

/** The fold of one desk: what it has applied of whose history, and what it lost sight of since when. */
export class DeskFold {
  epoch: string | null = null;
  situation: Situation = emptySituation();
  readonly applied: number[] = [];
  /** What it had when it lost the connection, until it has caught up. */
  #lost: { epoch: string; situation: Situation; applied: number; hasReadAnew: boolean } | null =
    null;

  get have(): { epoch: string; seq: number } | null {
    return this.epoch === null ? null : { epoch: this.epoch, seq: this.situation.seq };
  }

  replace(epoch: string, situation: Situation): void {
    if (this.#lost) this.#lost.hasReadAnew = true;
    this.epoch = epoch;
    this.situation = situation;
  }

  /** Null: it does not continue where this fold stands. Else what is wrong with it, applied or not. */
  apply({ afterSeq, upToSeq, events }: Events, principal: Principal): string[] | null {
    if (afterSeq !== this.situation.seq) return null;
    const faults: string[] = [];
    let before = afterSeq;
    for (const { seq } of events) {
      if (seq <= before) faults.push(`${seq} twice or out of order, after ${before}`);
      before = seq;
    }
    if (before > upToSeq) faults.push(`${before} in what reaches up to ${upToSeq}`);
    const own = scopeEvents(principal, events);
    if (own.length < events.length) faults.push(`entries up to ${upToSeq} that are not for it`);
    for (const { seq } of events) this.applied.push(seq);
    this.situation = { ...applyAll(this.situation, events), seq: upToSeq };
    return faults;
  }

  loseSight(): void {
    if (this.epoch === null || this.#lost) return;
    const { epoch, situation, applied } = this;
    this.#lost = { epoch, situation, applied: applied.length, hasReadAnew: false };
  }

  /** What it had missed; null when it had lost nothing. */
  catchUp(): MissedByDesk | null {
    const lost = this.#lost;
    if (lost === null) return null;
    this.#lost = null;
    const before = lost.epoch === this.epoch ? lost.situation : emptySituation();
    const { alarmIds, criticalIds } = missedBetween(before, this.situation);
    const events = lost.hasReadAnew ? null : this.applied.length - lost.applied;
    return { events, alarms: alarmIds.length, critical: criticalIds.length };
  }
}

export type AppliedEvent = (event: DurableEvent, epoch: string) => void;
