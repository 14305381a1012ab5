import type { HandOverItem } from '@ftz/shared/contract/hand-over.ts';
import type { Site } from '@ftz/shared/contract/site.ts';
import { shortAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { nameIn } from '#text/names.ts';
import { type Language, type Text, wordFor } from '#text/text.ts';

type Context = { text: Text; site: Site | null; language: Language; nowMs: number };

/** What it is about, and beside it whose it is and for how long. */
export function itemSentence(
  item: HandOverItem,
  context: Context,
): { head: string; more: string | null } {
  const { text, nowMs } = context;
  const { handOver } = text.shift;
  if (item.kind === 'sound-test') return { head: handOver.soundTestLine, more: null };
  const what = item.alarmKind ? wordFor(text.alarm.kinds, item.alarmKind) : null;
  const where = item.area ? wordFor(text.shell.areas, item.area) : null;
  const head = [what, subjectOf(item, context), where, item.text].filter(Boolean).join(' · ');
  const more = [
    item.unacknowledged > 0 ? handOver.unacknowledged(item.unacknowledged) : null,
    ownerOf(item, context),
    item.sinceMs === null ? null : handOver.since(shortAge(nowMs - item.sinceMs)),
    untilOf(item, context),
  ];
  return { head, more: more.filter(Boolean).join(' · ') || null };
}

function subjectOf({ subject }: HandOverItem, { site, language }: Context): string | null {
  const camera = site?.cameras.find(({ id }) => id === subject);
  return camera ? nameIn(language, camera) : subject;
}

function ownerOf({ kind, owner }: HandOverItem, { text, site, language }: Context): string | null {
  const { handOver } = text.shift;
  if (owner === null) return kind === 'open-incident' ? handOver.noOwner : null;
  const unit = site?.units.find(({ id }) => id === owner);
  if (unit) return nameIn(language, unit);
  return kind === 'note' ? owner : handOver.owner(owner);
}

function untilOf({ kind, untilMs }: HandOverItem, { text, nowMs }: Context): string | null {
  if (untilMs === null) return null;
  const { handOver } = text.shift;
  const isLate = kind === 'overdue-task' || untilMs < nowMs;
  return isLate
    ? handOver.overdueBy(shortAge(nowMs - untilMs))
    : handOver.until(zoneMinute(untilMs));
}
