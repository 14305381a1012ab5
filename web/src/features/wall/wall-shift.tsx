import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { shiftLead } from '@ftz/shared/state/shift-lead.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { StandingMark } from '#ui/standing-mark.tsx';

/** Which shift it is, until when, and who leads it; that nobody does is told, too. */
export function WallShift() {
  const { wall: text, areaNumbers } = useText();
  const language = useLanguage();
  const nowMs = useNow();
  const duty = useSituation((situation) => situation.duty);
  const roster = useSituation((situation) => situation.roster);
  const lead = shiftLead({ duty, roster }, shiftCalendar, nowMs);
  if (!lead) return null;
  const { running, name, isOnDuty } = lead;
  return (
    <p
      className="wall-shift"
      data-lead={isOnDuty ? 'on-duty' : name === null ? 'nobody' : 'planned'}
    >
      <b>{nameIn(language, running.shift)}</b>
      {isOnDuty ? null : (
        <StandingMark standing="watch" label={areaNumbers.standings.watch ?? ''} />
      )}
      <span>{name === null ? text.noLead : isOnDuty ? name : text.plannedLead(name)}</span>
      <output className="num">{text.until(zoneMinute(running.endsAtMs))}</output>
      <span className="zone">UTC+8</span>
    </p>
  );
}
