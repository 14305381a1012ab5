import { useState } from 'react';
import { useSite } from '#api/site.ts';
import { useDispatchIntent } from '#desk/dispatch-intent.ts';
import { zoneDate } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';

const dayMs = 86_400_000;
/** What is proposed where nobody says otherwise. */
const usualDays = 7;
/** The working day of the zone ends at this hour, UTC. */
const endOfDay = 'T10:00:00Z';

/** Whose business a follow-up check is, by when, and what for: the incident's own office, in a week. */
export function useFollowUp(incidentId: string) {
  const nowMs = useNow();
  const intent = useDispatchIntent();
  const days = (intent.step === 'unit' ? intent.days : undefined) ?? usualDays;
  const area = useSituation(({ incidents }) => incidents[incidentId]?.area ?? null);
  const offices = useSite()?.site.offices ?? [];
  const [firstDate] = useState(() => zoneDate(nowMs + days * dayMs));
  const [date, setDate] = useState(firstDate);
  const [chosen, setOffice] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const own = offices.find(({ areas }) => areas.some((each) => each === area)) ?? offices[0];
  const officeId = chosen ?? own?.id ?? '';
  const dueAtMs = Date.parse(`${date}${endOfDay}`);
  const said = note.trim() === '' ? {} : { note: note.trim() };
  const asked = Number.isFinite(dueAtMs)
    ? { followUp: { ownerOfficeId: officeId, dueAtMs }, ...said }
    : said;
  return { offices, officeId, setOffice, date, setDate, note, setNote, asked };
}

export function FollowUpFields(props: ReturnType<typeof useFollowUp>) {
  const { offices, officeId, setOffice, date, setDate, note, setNote } = props;
  const text = useText().taskCard;
  const language = useLanguage();
  return (
    <div className="follow-up-fields">
      <label>
        {text.office}
        <select
          className="field"
          value={officeId}
          onChange={(event) => setOffice(event.target.value)}
        >
          {offices.map((office) => (
            <option key={office.id} value={office.id}>
              {nameIn(language, office)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.dueDate}
        <input
          className="field"
          type="date"
          value={date}
          onChange={(event) => setDate(event.target.value)}
        />
      </label>
      <label className="wide">
        {text.taskNote}
        <input
          className="field"
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
    </div>
  );
}
