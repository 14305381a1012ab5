import { isAnnounced } from '@ftz/shared/state/alarm-suppression.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { alarmSubject } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';

/** Tells a screen reader of each new critical alarm, at once and in one sentence. */
export function CriticalAnnouncer() {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const newest = useSituation(
    (situation) =>
      announcedAlarms(situation).find((alarm) => alarm.severity === 1 && isAnnounced(alarm)) ??
      null,
  );
  return (
    <div className="visually-hidden" aria-live="assertive" role="status">
      {newest
        ? text.alarm.announce(
            wordFor(text.alarm.kinds, newest.kind),
            alarmSubject(newest, site, language),
            wordFor(text.shell.areaNames, newest.area),
          )
        : null}
    </div>
  );
}
