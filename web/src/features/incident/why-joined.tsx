import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { mayIncident } from '@ftz/shared/state/incident-lifecycle.ts';
import { type SyntheticEvent, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { plateOf } from '#live/plate-of.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { whySentences } from '#text/why-sentence.ts';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { FoldingSection } from './folding-section.tsx';

/**
 * Each alarm of the incident with the reasons why it belongs there; nothing to say of a single one. What
 * does not belong is ticked and taken out in one step. Drawn each second: plates come after the
 * situation, and from outside of it.
 */
export function WhyJoined({ incident }: { incident: Incident }) {
  const text = useText();
  useNow();
  const principal = usePrincipal();
  const alarms = useSituation((situation) => situation.alarms);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  if (incident.alarms.length < 2) return null;
  const maySplit =
    principal !== null &&
    mayDoInAny(principal, 'incident.split', incident.areas) &&
    mayIncident(incident, 'split');
  const chosen = ticked.filter((id) => incident.alarms.some(({ alarmId }) => alarmId === id));
  const toggle = (id: string) =>
    setTicked(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <FoldingSection section="why" title={text.incident.why} count={incident.alarms.length}>
      <ul className="why-joined">
        {incident.alarms.map(({ alarmId, why }) => {
          const alarm = alarms[alarmId];
          const name = alarm ? wordFor(text.alarm.kinds, alarm.kind) : alarmId;
          return (
            <li key={alarmId}>
              {maySplit ? (
                <input
                  type="checkbox"
                  aria-label={name}
                  checked={chosen.includes(alarmId)}
                  onChange={() => toggle(alarmId)}
                />
              ) : null}
              <SeveritySymbol severity={alarm?.severity ?? null} size="21px" />
              <span>
                <b>{name}</b>
                {' · '}
                {whySentences(why, text, plateOf).join(' · ')}
              </span>
            </li>
          );
        })}
      </ul>
      {chosen.length > 0 && chosen.length < incident.alarms.length ? (
        <SplitForm incident={incident} alarmIds={chosen} onDone={() => setTicked([])} />
      ) : null}
    </FoldingSection>
  );
}

type SplitProps = { incident: Incident; alarmIds: readonly string[]; onDone: () => void };

function SplitForm({ incident, alarmIds, onDone }: SplitProps) {
  const { incidentActs: text, shell } = useText();
  const [reason, setReason] = useState('');
  const key = `${incident.id}/split`;
  const act = useAct(key);
  const sending = act.state === 'sending';
  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (reason.trim() === '') return;
    const argument = {
      incidentId: incident.id,
      alarmIds: [...alarmIds],
      reason: reason.trim(),
    };
    if (await perform(key, 'incident.split', argument, incident.version)) onDone();
  };
  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <NoteField
        label={text.reason}
        value={reason}
        onChange={setReason}
        onSubmit={(event) => void submit(event)}
      />
      <div className="form-row">
        <span className="dim num">{text.chooseAlarms(alarmIds.length)}</span>
        <button type="submit" className="button" disabled={sending || reason.trim() === ''}>
          {sending ? shell.sending : wordFor(text.send, 'split')}
        </button>
      </div>
    </form>
  );
}
