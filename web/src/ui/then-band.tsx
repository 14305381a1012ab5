import type { ReactNode } from 'react';
import { zoneDate, zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import './then-band.css';

type Props = { title: string; atMs: number; children?: ReactNode; onLeave: () => void };

/** Over everything that is not of now: which moment it is, in whose time, and the way back. */
export function ThenBand({ title, atMs, children, onLeave }: Props) {
  const { playback: text } = useText();
  return (
    <header className="then-band">
      <b>{title}</b>
      <time className="num" dateTime={new Date(atMs).toISOString()}>
        {zoneDate(atMs)} {zoneTime(atMs)}
      </time>
      <span>{text.zone}</span>
      <span>{text.notLive}</span>
      {children}
      <button type="button" className="button" onClick={onLeave}>
        {text.leave} <kbd>Esc</kbd>
      </button>
    </header>
  );
}
