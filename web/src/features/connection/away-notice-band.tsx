import { useEffect } from 'react';
import { useKeys } from '#desk/keys.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { type AwayNotice, dismissAwayNotice, useAwayNotice } from '#live/away-notice.ts';
import { durableStore } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';

type At = 'desk' | 'wall' | 'hand';

/** Good news needs no dismissal. */
const caughtUpForMs = 60_000;
/** Nobody stands at a wall to say that it has been read; by then the alarms themselves tell it. */
const wallKeepsMs = 15 * 60_000;

/** What this page missed while it was away; each part stays until somebody says that it is read. */
export function AwayNoticeBand({ at }: { at: At }) {
  const { missed, restored, caughtUp } = useAwayNotice();
  useEndOf('caughtUp', caughtUp, caughtUpForMs);
  useEndOf('missed', at === 'wall' ? missed : null, wallKeepsMs);
  useEndOf('restored', at === 'wall' ? restored : null, wallKeepsMs);
  return (
    <>
      {restored ? <RestoredBand atMs={restored.atMs} at={at} /> : null}
      {missed ? <MissedBand missed={missed} at={at} /> : null}
      {caughtUp ? <CaughtUpLine atMs={caughtUp.atMs} /> : null}
    </>
  );
}

function useEndOf(part: keyof AwayNotice, shown: object | null, afterMs: number): void {
  useEffect(() => {
    if (!shown) return;
    const timer = setTimeout(() => dismissAwayNotice(part), afterMs);
    return () => clearTimeout(timer);
  }, [part, shown, afterMs]);
}

function MissedBand({ missed, at }: { missed: NonNullable<AwayNotice['missed']>; at: At }) {
  const text = useText().shell.away;
  const { alarms, critical, incidents, fromMs, untilMs, times, firstCriticalId } = missed;
  const isDesk = at === 'desk';
  const jump = firstCriticalId !== null && isDesk ? () => goTo(firstCriticalId) : undefined;
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
      <b className="num">{text.missed(alarms, incidents)}</b>
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

function CaughtUpLine({ atMs }: { atMs: number }) {
  const text = useText().shell.away;
  return (
    <div className="away-notice quiet num" role="status" data-away="caught-up">
      {text.caughtUp(zoneTime(atMs))}
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
