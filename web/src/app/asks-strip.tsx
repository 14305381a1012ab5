import type { ReactNode } from 'react';
import { useText } from '#text/text.ts';
import './asks-strip.css';

/** What is wanted of the person at this desk, from whatever room: one line each, and no height when nothing is. */
export function AsksStrip({ children }: { children: ReactNode }) {
  const { asks: text } = useText();
  return (
    <ul className="asks-strip" aria-label={text.title} aria-live="polite">
      {children}
    </ul>
  );
}
