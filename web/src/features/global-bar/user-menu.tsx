import { mayDo } from '@ftz/shared/access/policy.ts';
import { Link } from 'wouter';
import { signOut, usePrincipal } from '#api/session.ts';
import { chooseNextTheme, useDeskTheme } from '#desk/theme.ts';
import { setLanguage, useLanguage, useText, wordFor } from '#text/text.ts';

/** Who is signed in, the other screens, the other language, and the way out. */
export function UserMenu() {
  const text = useText().shell;
  const theme = useDeskTheme();
  const language = useLanguage();
  const principal = usePrincipal();
  return (
    <nav className="user-menu" aria-label={principal?.username}>
      <Link href="/desk">{text.desk}</Link>
      <Link href="/areas">{text.areasBoard}</Link>
      {principal && mayDo(principal, 'duty.begin', null) ? (
        <Link href="/shift">{text.shift}</Link>
      ) : null}
      {principal && mayDo(principal, 'figures.read', null) ? (
        <Link href="/figures">{text.figures}</Link>
      ) : null}
      <Link href="/wall">{text.wall}</Link>
      {principal && mayDo(principal, 'wall.set-scene', null) ? (
        <Link href="/scenes">{text.scenes}</Link>
      ) : null}
      {principal && mayDo(principal, 'device.read', null) ? (
        <Link href="/devices">{text.devices}</Link>
      ) : null}
      <button
        type="button"
        aria-label={text.languageLabel}
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {text.language}
      </button>
      <button
        type="button"
        data-theme-now={theme}
        aria-label={`${text.themeLabel}: ${text.theme[theme]}`}
        onClick={chooseNextTheme}
      >
        {text.theme[theme]}
      </button>
      <span className="username" title={principal?.username}>
        {principal ? wordFor(text.roles, principal.role) : null}
      </span>
      <button type="button" onClick={() => void signOut()}>
        {text.signOut}
      </button>
    </nav>
  );
}
