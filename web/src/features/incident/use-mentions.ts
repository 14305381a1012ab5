import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useColleagues } from '#api/colleagues.ts';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { mentionAt, namesFor, withName } from './mention-at.ts';

/**
 * The names that can complete the `@` before the caret, and the keys that choose among them: arrows
 * move, Enter or Tab takes, Escape keeps the text and lets the names go until the next `@`.
 */
export function useMentions(incident: Incident, text: string, onText: (text: string) => void) {
  const field = useRef<HTMLTextAreaElement>(null);
  const caretAfter = useRef<number | null>(null);
  const [caret, setCaret] = useState(text.length);
  const [leftFrom, setLeftFrom] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const self = usePrincipal()?.accountId ?? '';
  const at = mentionAt(text, caret);
  const colleagues = useColleagues(incident.id, at !== null);
  const guestIds = incident.guests.map(({ accountId }) => accountId);
  const isWanted = at !== null && at.from !== leftFrom;
  const names = isWanted ? namesFor(at.typed, colleagues, { self, guestIds }) : [];
  const active = Math.min(chosen, names.length - 1);

  useKeys(names.length > 0 && at ? { Escape: () => setLeftFrom(at.from) } : {}, 50);
  // React puts the caret behind a text that it has not seen typed; the name may stand before more.
  useLayoutEffect(() => {
    if (caretAfter.current === null) return;
    field.current?.setSelectionRange(caretAfter.current, caretAfter.current);
    caretAfter.current = null;
  });

  const take = (username: string | undefined) => {
    if (!at || username === undefined) return;
    const next = withName(text, at, username);
    caretAfter.current = next.caret;
    setCaret(next.caret);
    setChosen(0);
    onText(next.text);
    field.current?.focus();
  };
  const onCaret = (position: number) => {
    setCaret(position);
    if (mentionAt(field.current?.value ?? text, position)?.from !== leftFrom) setLeftFrom(null);
  };
  /** True: the key was meant for the names and does nothing else. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (names.length === 0 || event.nativeEvent.isComposing) return false;
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined) setChosen((active + step + names.length) % names.length);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey)
      take(names[active]?.username);
    else return false;
    event.preventDefault();
    return true;
  };
  return { field, names, active, take, onCaret, onKey };
}
