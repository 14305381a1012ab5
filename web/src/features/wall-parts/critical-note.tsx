import type { CriticalPlace } from '@ftz/shared/state/shown-on-wall.ts';
import { useSite } from '#api/site.ts';
import { clockAge, shortAge } from '#lib/age.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject, placeBeside } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import './critical-note.css';

/** Why an incident stands in this place, and when the place is given back. */
export function CriticalNote({ critical: { backAtMs } }: { critical: CriticalPlace }) {
  const { scene: text } = useText();
  const nowMs = useNow();
  return (
    <p className="critical-note num">
      {backAtMs === null ? text.criticalHere : text.criticalBack(clockAge(backAtMs - nowMs))}
    </p>
  );
}

/** A critical alarm beside something that is not to be swept away: one line over the full width. */
export function CriticalBand({ critical, beside }: { critical: CriticalPlace; beside: boolean }) {
  const { scene: text, alarm: words, shell } = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const nowMs = useNow();
  const { alarm, backAtMs } = critical;
  const subject = alarmSubject(alarm, site, language);
  const isWaiting = backAtMs === null;
  const asked = beside ? text.criticalBeside : text.criticalAsked;
  return (
    <section className="critical-band" data-alarm={alarm.id} data-waiting={isWaiting}>
      <SeveritySymbol severity={1} filled={isWaiting} pulse={isWaiting} size="1.4em" />
      <b>{wordFor(words.kinds, alarm.kind)}</b>
      <span>{subject}</span>
      <span>{placeBeside(subject, wordFor(shell.areas, alarm.area))}</span>
      <span className="num">{shortAge(nowMs - alarm.lastRaisedAtMs)}</span>
      <i>{isWaiting ? asked : text.criticalAnswered}</i>
    </section>
  );
}
