import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { useSite } from '#api/site.ts';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import { useKeys } from '#desk/keys.ts';
import { lookAt } from '#desk/look.ts';
import { useDayNumbers } from '#live/day-numbers.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { type NamedSite, placeName } from '#text/names.ts';
import { type Language, type Text, useLanguage, useText } from '#text/text.ts';
import { LinesBehind } from '#ui/lines-behind.tsx';
import { hoursShown, zoneHour } from './figures.ts';
import { linesOfStatistic, type StatisticLine } from './lines-of-statistic.ts';
import './statistic-behind.css';

type Props = { asked: AskedStatistic; onClose: () => void };

/** The list behind a figure of the charts; Escape goes back to the figure. */
export function StatisticBehind({ asked, onClose }: Props) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const { value: day } = useDayNumbers();
  const situation = useSituation(({ alarms, laneReads }) => ({ alarms, laneReads }));
  const nowMs = useNow();
  const panel = useFocusWithin();
  const [, navigate] = useLocation();
  useKeys({ Escape: onClose }, 20);
  const leadOf = ({ look, page }: StatisticLine) => {
    if (look) return () => lookAt(look);
    return page === undefined ? null : () => navigate(page);
  };
  const lines = linesOfStatistic(asked, { situation, day, site, text, language }).map((line) => ({
    ...line,
    lead: leadOf(line),
  }));
  const { statistics: words } = text;
  const title = titleOf(asked, { text, site, language });
  const count = asked.of === 'responses' ? lines.length : asked.count;
  return (
    <section ref={panel} className="statistic-behind" data-behind={asked.of} aria-label={title}>
      <h2>{title}</h2>
      <button type="button" className="button quiet" onClick={onClose}>
        {words.close} <kbd>Esc</kbd>
      </button>
      {lines.length < count ? <p className="dim num">{words.listed(lines.length, count)}</p> : null}
      <LinesBehind lines={lines} nowMs={nowMs} />
    </section>
  );
}

type Words = { text: Text; site: NamedSite | null; language: Language };

function titleOf(asked: AskedStatistic, { text, site, language }: Words): string {
  const { statistics: words } = text;
  const level = (severity: number | null) =>
    severity === null ? '' : (words.severities[severity - 1] ?? '');
  switch (asked.of) {
    case 'alarms':
      return words.alarmsOf(zoneHour(asked.hourMs), level(asked.severity), asked.count);
    case 'passages':
      return words.passagesOf(placeName(site, 'gates', asked.gateId, language), hoursShown);
    case 'responses':
      return words.responsesOf(level(asked.severity), words.phases[asked.phase]);
  }
}

/** The first thing that can be pressed has the focus; what had it before gets it back. */
function useFocusWithin() {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.querySelector<HTMLElement>('button')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return panel;
}
