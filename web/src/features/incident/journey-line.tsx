import type { Journey } from '@ftz/shared/contract/journey.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { GateName } from './place-name.tsx';

export function JourneyLine({ journey }: { journey: Journey }) {
  const text = useText().incident;
  const nowMs = useNow();
  const overdueMs = nowMs - journey.dueAtMs;
  return (
    <>
      <dt>{text.journey}</dt>
      <dd className="num">
        <GateName id={journey.fromGateId} /> → <GateName id={journey.toGateId} />
        <span className="dim">
          {' · '}
          {journey.arrivedAtMs === null
            ? text.due(zoneMinute(journey.dueAtMs))
            : text.arrived(zoneMinute(journey.arrivedAtMs))}
          {journey.state === 'written-off' ? ` · ${text.writtenOff}` : null}
          {journey.state === 'under-way' && overdueMs > 0
            ? ` · ${text.overdue(clockAge(overdueMs))}`
            : null}
        </span>
      </dd>
    </>
  );
}
