import type { ReactNode } from 'react';
import { usePrincipal } from '#api/session.ts';
import { isDayShift, zoneDay, zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { AreaChips } from './area-chips.tsx';
import { LiveChip } from './live-chip.tsx';
import { UserMenu } from './user-menu.tsx';
import './global-bar.css';

/** The same on each page at a desk: which product, what time it is where, how fresh, who. */
export function GlobalBar({ children }: { children?: ReactNode }) {
  const text = useText().shell;
  const principal = usePrincipal();
  return (
    <header className="global-bar">
      <b className="title">{text.title}</b>
      <ZoneClock />
      <span className="muted">
        {principal ? wordFor(text.roles, principal.role) : null}
        {principal && principal.areas.length < 4
          ? ` · ${principal.areas.map((area) => wordFor(text.areas, area)).join(' ')}`
          : null}
      </span>
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
  const { month, day, weekday } = zoneDay(nowMs);
  return (
    <>
      <time className="time num">{zoneTime(nowMs)}</time>
      <span className="muted day">
        {text.months(month, day, weekday)} · {text.zone} ·{' '}
        {isDayShift(nowMs) ? text.dayShift : text.nightShift}
      </span>
    </>
  );
}
