import { useEffect, useState } from 'react';
import { hasDrafts } from '#desk/drafts.ts';
import { isActing } from '#live/acts.ts';
import { reloadPauseMs } from './reload-pause.ts';

const triedKey = 'outdated-reload-at';
/** A form that is put away, or a center that is not up yet, is looked at again. */
const againMs = 5_000;

/**
 * Reloads a page that is too old, unless that would take something from its person; true while such
 * a thing keeps it from doing so.
 */
export function useReloadByItself(): boolean {
  const [isKept, setIsKept] = useState(hasUnsentInput);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const attempt = async () => {
      const kept = hasUnsentInput();
      setIsKept(kept);
      if (!kept && (await canLoad()) && !isGone && !hasUnsentInput()) reloadPage();
      else if (!isGone) timer = setTimeout(attempt, againMs);
    };
    timer = setTimeout(attempt, reloadPauseMs(sinceTryMs(), Math.random()));
    const look = setInterval(() => setIsKept(hasUnsentInput()), 1000);
    return () => {
      isGone = true;
      clearTimeout(timer);
      clearInterval(look);
    };
  }, []);
  return isKept;
}

/** Whatever was begun and would be lost: drafts also where their form is not shown. */
function hasUnsentInput(): boolean {
  const fields = [...document.querySelectorAll<HTMLTextAreaElement>('textarea')];
  return hasDrafts() || isActing() || fields.some(({ value }) => value.trim() !== '');
}

/** A browser that reloads while nobody answers shows its own error page, for good. */
async function canLoad(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(againMs);
    return (await fetch(location.pathname, { cache: 'no-store', signal })).ok;
  } catch {
    return false;
  }
}

function reloadPage(): void {
  try {
    sessionStorage.setItem(triedKey, String(Date.now()));
  } catch {
    // Then `sinceTryMs` finds no storage either, and waits the longer time.
  }
  location.reload();
}

function sinceTryMs(): number | null {
  try {
    const triedAtMs = sessionStorage.getItem(triedKey);
    return triedAtMs === null ? null : Date.now() - Number(triedAtMs);
  } catch {
    return 0;
  }
}
