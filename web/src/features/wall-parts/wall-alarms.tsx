import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useRef } from 'react';
import { useSite } from '#api/site.ts';
import { shortAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject, placeBeside } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { useRowsThatFit } from './rows-that-fit.ts';
import './wall-alarms.css';

const rowArcmin = 32;

/** Open alarms of the wall, or of one area, in the one order of every alarm list; what has no room is counted. */
export function WallAlarms({ area }: { area: AreaId | null }) {
  const { scene: text, shell } = useText();
  const alarms = useSituation((situation) =>
    announcedAlarms(situation).filter((alarm) => area === null || alarm.area === area),
  );
  const list = useRef<HTMLOListElement>(null);
  const fit = useRowsThatFit(list, rowArcmin);
  const shown = alarms.slice(0, fit);
  const more = alarms.length - shown.length;
  return (
    <section className="wall-alarms">
      <h2>
        {area === null ? null : wordFor(shell.areas, area)} {text.openAlarms}{' '}
        <b className="num">{alarms.length}</b>
        {more > 0 ? <span className="num">{text.more(more)}</span> : null}
      </h2>
      <ol ref={list}>
        {shown.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} withArea={area === null} />
        ))}
      </ol>
      {alarms.length === 0 ? <p>{text.noAlarms}</p> : null}
    </section>
  );
}

function AlarmRow({ alarm, withArea }: { alarm: Alarm; withArea: boolean }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const nowMs = useNow();
  const isOpen = isUnacknowledged(alarm);
  const subject = alarmSubject(alarm, site, language);
  const area = placeBeside(subject, wordFor(text.shell.areas, alarm.area));
  return (
    <li>
      <SeveritySymbol
        severity={alarm.severity}
        filled={isOpen}
        pulse={isOpen && alarm.severity === 1}
        size="1.2em"
      />
      <b>{wordFor(text.alarm.kinds, alarm.kind)}</b>
      <span className="subject">{subject}</span>
      {withArea && area ? <span className="area">{area}</span> : null}
      <span className="age num">{shortAge(nowMs - alarm.lastRaisedAtMs)}</span>
    </li>
  );
}
