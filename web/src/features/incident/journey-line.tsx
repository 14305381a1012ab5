import type { Journey } from '@ftz/shared/contract/journey.ts';
import { useSite } from '#api/site.ts';
import { clockAge } from '#lib/age.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';

export function JourneyLine({ journey }: { journey: Journey }) {
  const text = useText().incident;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const nowMs = useNow();
  const overdueMs = nowMs - journey.dueAtMs;
  return (
    <>
      <dt>{text.journey}</dt>
      <dd className="num">
        {placeName(site, 'gates', journey.fromGateId, language)} →{' '}
        {placeName(site, 'gates', journey.toGateId, language)}
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
