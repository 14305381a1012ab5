import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';

type Props = { alarm: Alarm | null; incident: Incident | null };

/** What it is, which incident, how many alarms, since when, and where it stands. */
export function PanelHead({ alarm, incident }: Props) {
  const { alarm: alarmText, incident: text } = useText();
  const kind = alarm?.kind ?? incident?.kind ?? '';
  const severity = alarm?.severity ?? incident?.severity ?? null;
  const unacked = alarm !== null && isUnacknowledged(alarm);
  const joined = incident?.alarms.length ?? 0;
  const since = incident?.openedAtMs ?? alarm?.raisedAtMs ?? 0;
  return (
    <header className="panel-head">
      <SeveritySymbol
        severity={severity}
        filled={unacked}
        pulse={unacked && severity === 1}
        size="38px"
      />
      <div>
        <h2>{wordFor(alarmText.kinds, kind)}</h2>
        <p className="num">
          {incident ? `${text.incident} ${incident.id}` : text.noIncident}
          {joined > 1 ? ` · ${text.joined(joined)}` : null}
          {` · ${text.since(zoneTime(since))}`}
        </p>
      </div>
      {incident ? (
        <span className="state" data-state={incident.state}>
          {wordFor(text.states, incident.state)}
        </span>
      ) : null}
    </header>
  );
}
