import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { type FormEvent, useState } from 'react';
import { signIn } from '#api/session.ts';
import { setLanguage, useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './sign-in-form.css';

/** Shown in place of the page that wanted a session; that page returns when it succeeds. */
export function SignInForm() {
  const text = useText().shell;
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const no = await signIn(username.trim(), password);
    setRefusal(no);
    setBusy(false);
    if (no) setPassword('');
  };

  return (
    <main className="sign-in">
      <form onSubmit={(event) => void submit(event)} aria-labelledby="sign-in-title">
        <ZoneMark />
        <h1 id="sign-in-title">{text.title}</h1>
        <p>{text.signedOut}</p>
        <label htmlFor="username">{text.username}</label>
        <input
          id="username"
          name="username"
          className="field"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          value={username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <label htmlFor="password">{text.password}</label>
        <input
          id="password"
          name="password"
          type="password"
          className="field"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <RefusalLine refusal={refusal} />
        <button className="button primary" type="submit" disabled={busy}>
          {busy ? text.signingIn : text.signIn}
        </button>
      </form>
      <OtherLanguage />
    </main>
  );
}

/** Four areas under one ring. */
function ZoneMark() {
  return (
    <svg className="zone-mark" viewBox="0 0 48 48" aria-hidden="true">
      <circle cx="24" cy="24" r="21" />
      <path d="M15 13h8v8h-8ZM26 16h7v7h-7ZM14 25h9v9h-9ZM27 27h8v6h-8Z" />
    </svg>
  );
}

function OtherLanguage() {
  const language = useLanguage();
  const text = useText().shell;
  return (
    <button
      className="button quiet"
      type="button"
      onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
    >
      {text.language}
    </button>
  );
}
