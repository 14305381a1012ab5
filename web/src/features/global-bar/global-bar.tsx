import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { shiftAt } from '@ftz/shared/state/shift-calendar.ts';
import type { ReactNode } from 'react';
import { zoneDay, zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { AreaChips } from './area-chips.tsx';
import { LiveChip } from './live-chip.tsx';
import { UserMenu } from './user-menu.tsx';
import './global-bar.css';

/** The same on each page at a desk: which product, what time it is where, how fresh, who. */
export function GlobalBar({ children }: { children?: ReactNode }) {
  const text = useText().shell;
  return (
    <header className="global-bar">
      <b className="title">{text.title}</b>
      <ZoneClock />
      <AreaChips />
      <LiveChip />
      {children}
      <UserMenu />
    </header>
  );
}

function ZoneClock() {
  const text = useText().shell;
  const nowMs = useNow();
  const language = useLanguage();
  const { month, day, weekday } = zoneDay(nowMs);
  const running = shiftAt(shiftCalendar, nowMs);
  return (
    <>
      <time className="time num">{zoneTime(nowMs)}</time>
      <span className="muted day">
        {text.months(month, day, weekday)} · {text.zoneShort}
        {running ? ` · ${nameIn(language, running.shift)}` : null}
      </span>
    </>
  );
}
