import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { useSite } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { placeSentence } from '#text/place-sentence.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { JourneyLine } from './journey-line.tsx';
import { FenceName, GateName } from './place-name.tsx';
import { SealLine } from './seal-line.tsx';
import { VehicleLine } from './vehicle-line.tsx';

/** Where, which vehicle, what cargo, which way, which seal: only the lines that are known. */
export function AboutList({ alarm, incident }: { alarm: Alarm | null; incident: Incident | null }) {
  const { incident: text } = useText();
  const journey = useSituation((s) => (alarm?.journeyId ? s.journeys[alarm.journeyId] : undefined));
  const containerNo = alarm?.containerNo ?? journey?.containerNo ?? null;
  const sealId = alarm?.sealId ?? journey?.sealId ?? null;
  return (
    <dl className="about-list">
      <dt>{text.where}</dt>
      <dd>
        <Where alarm={alarm} incident={incident} />
      </dd>
      {alarm?.segmentId ? (
        <>
          <dt>{text.fence}</dt>
          <dd>
            <FenceName id={alarm.segmentId} />
          </dd>
        </>
      ) : null}
      {alarm?.gateId ? (
        <>
          <dt>{text.gate}</dt>
          <dd>
            <GateName id={alarm.gateId} />
          </dd>
        </>
      ) : null}
      {alarm?.vehicleId ? <VehicleLine vehicleId={alarm.vehicleId} plate={alarm.plate} /> : null}
      {containerNo ? (
        <>
          <dt>{text.container}</dt>
          <dd className="num">{containerNo}</dd>
        </>
      ) : null}
      {journey ? <JourneyLine journey={journey} /> : null}
      {sealId ? <SealLine sealId={sealId} /> : null}
    </dl>
  );
}

function Where({ alarm, incident }: { alarm: Alarm | null; incident: Incident | null }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const point = alarm?.point ?? incident?.point ?? null;
  const area = alarm?.area ?? incident?.area ?? '';
  const name = wordFor(text.shell.areaNames, area);
  return point ? `${name} · ${placeSentence(point, site, text, language)}` : name;
}
