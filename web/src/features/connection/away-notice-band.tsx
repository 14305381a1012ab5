import { firstToSee } from '@ftz/shared/state/missed.ts';
import { useKeys } from '#desk/keys.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { type AwayNotice, dismissAwayNotice, useAwayNotice } from '#live/away-notice.ts';
import { durableStore, useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { CaughtUpNote } from './caught-up-note.tsx';
import { useEndOf } from './use-end-of.ts';

type At = 'desk' | 'wall' | 'hand';

/** Nobody stands at a wall to say that it has been read; by then the alarms themselves tell it. */
const wallKeepsMs = 15 * 60_000;

/**
 * What this page missed while it was away; each part stays until somebody says that it is read. Where
 * there is a map, good news stands on it.
 */
export function AwayNoticeBand({ at }: { at: At }) {
  const { missed, restored } = useAwayNotice();
  useEndOf('missed', at === 'wall' ? missed : null, wallKeepsMs);
  useEndOf('restored', at === 'wall' ? restored : null, wallKeepsMs);
  return (
    <>
      {restored ? <RestoredBand atMs={restored.atMs} at={at} /> : null}
      {missed ? <MissedBand missed={missed} at={at} /> : null}
      {at === 'hand' ? <CaughtUpNote /> : null}
    </>
  );
}

function MissedBand({ missed, at }: { missed: NonNullable<AwayNotice['missed']>; at: At }) {
  const text = useText().shell.away;
  const { alarmIds, criticalIds, incidentIds, fromMs, untilMs, times } = missed;
  const [alarms, critical] = [alarmIds.length, criticalIds.length];
  const first = useSituation((situation) => firstToSee(situation, criticalIds));
  const jump = first !== null && at === 'desk' ? () => goTo(first) : undefined;
  useKeys({ g: jump });
  return (
    <div
      className={`away-notice${critical > 0 ? ' critical' : ''}`}
      role="status"
      data-away="missed"
      data-alarms={alarms}
      data-critical={critical}
    >
      <span className="num">{text.away(zoneTime(fromMs), zoneTime(untilMs), times)}</span>
      <b className="num">{text.missed(alarms, incidentIds.length)}</b>
      <b className="num missed-critical">{text.critical(critical)}</b>
      <span className="acts">
        {jump ? (
          <button type="button" className="button" onClick={jump}>
            <kbd>G</kbd> {text.goToCritical}
          </button>
        ) : null}
        {at === 'wall' ? null : <Dismiss part="missed" />}
      </span>
    </div>
  );
}

function RestoredBand({ atMs, at }: { atMs: number; at: At }) {
  const text = useText().shell.away;
  return (
    <div className="away-notice restored" role="status" data-away="restored">
      <b className="num">{text.restored(zoneTime(atMs))}</b>
      {at === 'wall' ? null : (
        <span className="acts">
          <Dismiss part="restored" />
        </span>
      )}
    </div>
  );
}

function Dismiss({ part }: { part: keyof AwayNotice }) {
  const text = useText().shell.away;
  return (
    <button type="button" className="button quiet" onClick={() => dismissAwayNotice(part)}>
      {text.read}
    </button>
  );
}

function goTo(alarmId: string): void {
  const alarm = durableStore.getState().situation.alarms[alarmId];
  if (alarm) selectAlarm(alarm);
}
