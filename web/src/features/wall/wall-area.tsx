import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { shortAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import type { AreaFreshness } from '#live/area-freshness.ts';
import { useIsBlind } from '#live/connection.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

type AreaProps = { freshness: AreaFreshness; alarms: readonly Alarm[] };

/**
 * An area with what is open in it; where there is room, how old its freshest word is, or since when what is
 * silent. On a page that hears nothing, all is old.
 */
export function WallArea({ freshness, alarms }: AreaProps) {
  const { area, silent, lastSeenAtMs } = freshness;
  const text = useText().shell;
  const isBlind = useIsBlind();
  const unknown = isBlind || silent.length > 0 || lastSeenAtMs === null;
  const gravest = alarms[0];
  return (
    <li
      className={classNames('wall-area', unknown && 'stale', gravest && !isBlind && 'alarmed')}
      data-area={area}
    >
      <span className="core">
        {unknown ? <SeveritySymbol severity={null} size="1.2em" /> : null}
        <span className="long">{wordFor(text.areas, area)}</span>
        <span className="code">{area}</span>
        {gravest && !isBlind ? (
          <output className="open num">
            <SeveritySymbol
              severity={gravest.severity}
              filled={alarms.some((a) => a.severity === gravest.severity && isUnacknowledged(a))}
              size="1.2em"
            />
            {alarms.length}
          </output>
        ) : null}
      </span>
      {isBlind ? null : <AreaAge {...freshness} />}
    </li>
  );
}

/** Of what was never heard nobody knows for how long it has been silent. */
function AreaAge({ silent, lastSeenAtMs }: Pick<AreaFreshness, 'silent' | 'lastSeenAtMs'>) {
  const text = useText().shell;
  const nowMs = useNow();
  const [worst] = silent;
  const sinceMs = worst ? worst.sinceMs : lastSeenAtMs;
  const gateways = new Set(silent.map(({ gateway }) => wordFor(text.gatewaysShort, gateway)));
  return (
    <span className="more">
      {sinceMs === null ? null : (
        <output className={worst ? 'silence num' : 'fresh num'}>{shortAge(nowMs - sinceMs)}</output>
      )}
      {worst ? (
        <span>
          {[...gateways].join(' ')} {worst.sinceMs === null ? text.feedUnheard : text.feedsSilent}
        </span>
      ) : null}
    </span>
  );
}
