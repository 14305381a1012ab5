import type { Incident } from '@ftz/shared/contract/incident.ts';
import { useSituation } from '#live/durable-store.ts';
import { plateOf } from '#live/plate-of.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { whySentences } from '#text/why-sentence.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

/**
 * Each alarm of the incident with the reasons why it belongs there; nothing to say of a single one.
 * Drawn each second: plates come after the situation, and from outside of it.
 */
export function WhyJoined({ incident }: { incident: Incident }) {
  const text = useText();
  useNow();
  const alarms = useSituation((situation) => situation.alarms);
  if (incident.alarms.length < 2) return null;
  return (
    <section>
      <h3 className="section-title">{text.incident.why}</h3>
      <ul className="why-joined">
        {incident.alarms.map(({ alarmId, why }) => {
          const alarm = alarms[alarmId];
          return (
            <li key={alarmId}>
              <SeveritySymbol severity={alarm?.severity ?? null} size="21px" />
              <span>
                <b>{alarm ? wordFor(text.alarm.kinds, alarm.kind) : alarmId}</b>
                {' · '}
                {whySentences(why, text, plateOf).join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
