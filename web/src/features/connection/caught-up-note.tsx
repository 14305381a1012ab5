import { zoneTime } from '#lib/zone-time.ts';
import { useAwayNotice } from '#live/away-notice.ts';
import { useIsBlind } from '#live/connection.ts';
import { usePositionsStopped } from '#live/position-flow.ts';
import { useText } from '#text/text.ts';
import { useEndOf } from './use-end-of.ts';
import './connection-bands.css';

/** Good news needs no dismissal. */
const caughtUpForMs = 60_000;

/** Nothing was missed: said quietly at the foot of the map, where no plate and no panel has to give way. */
export function CaughtUpNote() {
  const text = useText().shell.away;
  const { caughtUp } = useAwayNotice();
  const isBlind = useIsBlind();
  const isStopped = usePositionsStopped();
  useEndOf('caughtUp', caughtUp, caughtUpForMs);
  if (!caughtUp || isBlind || isStopped) return null;
  return (
    <div className="away-notice quiet num" role="status" data-away="caught-up">
      {text.caughtUp(zoneTime(caughtUp.atMs))}
    </div>
  );
}
