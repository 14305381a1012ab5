import { useState } from 'react';
import { serverNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { lastTimeOfDay } from './time-of-day.ts';

/** What did they see at 14:03:22: the same place at any other time. */
export function OtherMoment({ onAsk }: { onAsk: (atMs: number) => void }) {
  const { playback: text } = useText();
  const [typed, setTyped] = useState('');
  const ask = (event: React.FormEvent) => {
    event.preventDefault();
    const atMs = lastTimeOfDay(typed, serverNow());
    if (atMs !== null) onAsk(atMs);
  };
  const isNone = typed !== '' && lastTimeOfDay(typed, serverNow()) === null;
  return (
    <form className="other-moment" onSubmit={ask}>
      <input
        className="field num"
        aria-label={text.otherMoment}
        aria-invalid={isNone}
        placeholder="14:03:22"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="button" disabled={typed === '' || isNone}>
        {text.goThere}
      </button>
    </form>
  );
}
