import { isDeepStrictEqual } from 'node:util';
import { scopeEvents } from '@ftz/shared/access/scope-events.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site } from '@ftz/shared/site/site.ts';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { forgetOld } from '@ftz/shared/state/forget-old.ts';
import { principals } from './people-of-house.ts';

const viewer = (role: Role, areas: AreaId[]): Principal => {
  const username = `${role} of ${areas.join(' ')}`;
  return { accountId: `U-${username}`, username, role, areas };
};

/** Pages that see only a part: of each area, of two, of who audits one, and of experts by what they are let into. */
const viewers: readonly Principal[] = [
  ...areaIds.map((area) => viewer('duty-officer', [area])),
  viewer('shift-leader', ['WLP', 'YSP']),
  viewer('auditor', ['PVG']),
  viewer('technician', ['WGQ']),
  principals.officer,
  principals.expert,
];

const areaOfSegment = (segmentId: string) =>
  site.fences.find(({ id }) => id === segmentId)?.area ?? null;

const seenBy = (principal: Principal, situation: Situation): Situation =>
  JSON.parse(JSON.stringify(scopeSituation(principal, situation, areaOfSegment)));

type View = { principal: Principal; fold: Fold };

/** What such pages make of what they are told: a snapshot when they join, and every entry since. */
export class ScopedViews {
  readonly #views: View[];

  constructor(situation: Situation) {
    this.#views = viewers.map((principal) => {
      return { principal, fold: new Fold(seenBy(principal, situation)) };
    });
  }

  /** Entries that were just written, with the situation that follows from them. */
  hear(events: readonly DurableEvent[], situation: Situation, nowMs: number): void {
    const book = { situation: () => situation, nowMs: () => nowMs };
    for (const view of this.#views) {
      const { accountId } = view.principal;
      for (const event of scopeEvents(view.principal, events, book)) {
        const leaves = event.type === 'incident.guest-left' && event.data.accountId === accountId;
        // His page forgets the incident, and is given anew what he is still let into.
        if (leaves) view.fold = new Fold(seenBy(view.principal, situation));
        else foldEvent(view.fold, event);
      }
    }
  }

  /** What a page has made that a fresh one would not be given, or the other way round; null: nothing. */
  wrong(situation: Situation): string | null {
    for (const { principal, fold } of this.#views) {
      const [folded, fresh] = [fold.handOut(), seenBy(principal, situation)].map((seen) =>
        comparable(seen, situation.atMs),
      );
      if (isDeepStrictEqual(folded, fresh)) continue;
      return `${principal.username}: ${firstDifference(folded, fresh)}`;
    }
    return null;
  }
}

/** Where the log stands, and what is old by its minute, is known exactly only to who sees all of it. */
function comparable(situation: Situation, atMs: number): unknown {
  const fold = new Fold(situation);
  forgetOld(fold, atMs);
  const { seq: _, atMs: __, ...rest } = fold.handOut();
  return JSON.parse(JSON.stringify(rest));
}

function firstDifference(folded: unknown, fresh: unknown, path = ''): string {
  if (isRecord(folded) && isRecord(fresh)) {
    for (const key of new Set([...Object.keys(folded), ...Object.keys(fresh)])) {
      if (!isDeepStrictEqual(folded[key], fresh[key]))
        return firstDifference(folded[key], fresh[key], `${path}/${key}`);
    }
  }
  const short = (value: unknown) => JSON.stringify(value)?.slice(0, 300);
  return `${path}: folded ${short(folded)}, fetched ${short(fresh)}`;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
