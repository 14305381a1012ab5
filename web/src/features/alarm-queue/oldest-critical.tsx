import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isAnnounced } from '@ftz/shared/state/alarm-suppression.ts';
import type { QueueLine } from '@ftz/shared/state/queue-lines.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { type RefObject, useEffect, useState } from 'react';
import { useSite } from '#api/site.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { clockAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import './oldest-critical.css';

/** The critical alarm that has waited longest. */
function oldestCritical(situation: Situation): Alarm | null {
  const waiting = announcedAlarms(situation).filter(
    (alarm) => alarm.severity === 1 && isAnnounced(alarm),
  );
  return waiting.reduce<Alarm | null>(
    (oldest, alarm) => (oldest && oldest.askedAtMs <= alarm.askedAtMs ? oldest : alarm),
    null,
  );
}

type Props = { rows: RefObject<HTMLDivElement | null>; lines: readonly QueueLine[] };

/** It stays in sight when its row is filtered out, scrolled away, or waits above the list. */
export function OldestCritical({ rows, lines }: Props) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const nowMs = useNow();
  const alarm = useSituation(oldestCritical);
  const listed = alarm !== null && lines.some(({ id }) => id === alarm.id);
  const inSight = useIsInSight(rows, listed ? `alarm-${alarm.id}` : null);
  if (!alarm || inSight) return null;
  return (
    <button
      type="button"
      className="oldest-critical num"
      data-alarm={alarm.id}
      onClick={() => selectAlarm(alarm)}
    >
      <SeveritySymbol severity={1} filled pulse size="24px" />
      <span className="words">
        {`${wordFor(text.alarm.kinds, alarm.kind)} · ${alarmSubject(alarm, site, language)}`}
      </span>
      {text.alarmDesk.oldest(clockAge(nowMs - alarm.askedAtMs))}
    </button>
  );
}

/** False until it was seen: what nobody can vouch for is shown once more. */
function useIsInSight(rows: RefObject<HTMLDivElement | null>, id: string | null): boolean {
  const [seen, setSeen] = useState<string | null>(null);
  useEffect(() => {
    const row = id === null ? null : document.getElementById(id);
    if (!row || !rows.current) return setSeen(null);
    const observer = new IntersectionObserver(
      ([entry]) => setSeen(entry?.isIntersecting ? id : null),
      { root: rows.current, threshold: 0.9 },
    );
    observer.observe(row);
    return () => observer.disconnect();
  }, [rows, id]);
  return id !== null && seen === id;
}
