import type { BlindSpot } from '@ftz/shared/contract/day-numbers.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { FeedSilence } from './feed-silences.ts';
import type { FigureBook } from './figure-book.ts';

type Spell = Omit<BlindSpot, 'minutes'>;
const minuteMs = 60_000;

/**
 * What of one area was not seen between two moments, the longest first. A sensor that was lost while it
 * was out of service was blind once: its spells are laid over each other, not added.
 */
export function blindSpotsOf(
  book: Pick<FigureBook, 'blind' | 'shut'>,
  silences: readonly FeedSilence[],
  { area, fromMs, toMs }: { area: AreaId; fromMs: number; toMs: number },
): BlindSpot[] {
  const spells = [
    ...book.blind.filter((row) => row.area === area).map(ofLost),
    ...book.shut.filter((span) => span.area === area).map(ofShut),
    ...silences.filter((silence) => silence.area === area).map(ofSilence),
  ].filter((spell) => spell.fromMs < toMs && (spell.untilMs ?? toMs) > fromMs);
  const bySource = Map.groupBy(spells, ({ entityId, gateway }) => entityId ?? `feed ${gateway}`);
  return [...bySource.values()]
    .map((own) => spotOf(own, fromMs, toMs))
    .sort((a, b) => b.minutes - a.minutes);
}

const nothing = { entityId: null, gateway: null, alarmId: null, incidentId: null };

const ofLost = (row: FigureBook['blind'][number]): Spell => ({
  ...nothing,
  why: 'lost',
  entityId: row.entityId,
  alarmId: row.alarmId,
  incidentId: row.incidentId,
  fromMs: row.atMs,
  untilMs: row.untilMs,
});
const ofShut = ({ entityId, fromMs, untilMs }: FigureBook['shut'][number]): Spell => ({
  ...nothing,
  why: 'out-of-service',
  entityId,
  fromMs,
  untilMs,
});
const ofSilence = ({ gateway, fromMs, untilMs }: FeedSilence): Spell => ({
  ...nothing,
  why: 'feed-silent',
  gateway,
  fromMs,
  untilMs,
});

/** One source as its newest spell, which lasts if any does, with the minutes of all of them. */
function spotOf(spells: readonly Spell[], fromMs: number, toMs: number): BlindSpot {
  const inOrder = spells.toSorted((a, b) => a.fromMs - b.fromMs);
  let ms = 0;
  let coveredToMs = fromMs;
  for (const spell of inOrder) {
    const beginsMs = Math.max(spell.fromMs, coveredToMs);
    const endsMs = Math.min(spell.untilMs ?? toMs, toMs);
    if (endsMs <= beginsMs) continue;
    ms += endsMs - beginsMs;
    coveredToMs = endsMs;
  }
  const shown = inOrder.find(({ untilMs }) => untilMs === null) ?? inOrder.at(-1);
  if (!shown) throw new Error('a source without a spell');
  return { ...shown, minutes: ms / minuteMs };
}
