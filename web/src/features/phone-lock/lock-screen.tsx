import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { type FormEvent, useId, useState } from 'react';
import { signIn, usePrincipal } from '#api/session.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './lock-screen.css';

/** Asks who holds the phone. What is under way goes on behind it, and what was entered is still there. */
export function LockScreen() {
  const { phoneLock: text, shell } = useText();
  const username = usePrincipal()?.username ?? '';
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const id = useId();
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(await signIn(username, password));
    setBusy(false);
    setPassword('');
  };
  return (
    <form className="lock-screen" aria-label={text.title} onSubmit={(event) => void unlock(event)}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d="M6 11h12v9H6ZM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11" />
      </svg>
      <h1>{text.title}</h1>
      <p>{text.goesOn}</p>
      <input
        className="visually-hidden"
        tabIndex={-1}
        aria-hidden="true"
        autoComplete="username"
        readOnly
        value={username}
      />
      <label htmlFor={id}>{text.passwordOf(username)}</label>
      <input
        id={id}
        type="password"
        className="field"
        autoComplete="current-password"
        maxLength={256}
        required
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <RefusalLine refusal={refusal} />
      <button type="submit" className="button primary big" data-act="unlock" disabled={busy}>
        {busy ? shell.signingIn : text.unlock}
      </button>
    </form>
  );
}
