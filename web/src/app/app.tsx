import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '#api/session.ts';
import { isWallPage } from '#api/wall-page.ts';
import { useThemeOnPage } from '#desk/theme.ts';
import { SignInForm } from '#features/session/sign-in-form.tsx';
import { WallCode } from '#features/wall-admission/wall-code.tsx';
import { useLanguage, useText } from '#text/text.ts';
import { Routes } from './routes.tsx';
import { useSessionKeeper } from './use-session-keeper.ts';
import './app.css';

/** Nobody sees a screen without a session; the sign-in form stands where the screen would be. */
export function App() {
  const session = useSession();
  const text = useText().shell;
  useSessionKeeper(session);
  useDocumentWords();
  if (session.state === 'signed-in') {
    return (
      <>
        <Theme />
        <Routes principal={session.principal} />
      </>
    );
  }
  // Nobody stands at a wall to sign in: it shows a code, and waits for a person at a desk.
  if (session.state === 'signed-out') return isWallPage() ? <WallCode /> : <SignInForm />;
  return (
    <main className="app-waiting" role="status" data-at={isWallPage() ? 'wall' : undefined}>
      {session.state === 'asking' ? text.connecting : text.unreachable}
    </main>
  );
}

/** By itself: it looks at the clock each second, and nothing else has to. */
function Theme() {
  const [path] = useLocation();
  // A wall is lit by its scene.
  return /^\/wall\b/.test(path) ? null : <ThemeOfPage isDesk={!/^\/mobile\b/.test(path)} />;
}

function ThemeOfPage({ isDesk }: { isDesk: boolean }) {
  useThemeOnPage(isDesk);
  return null;
}

function useDocumentWords(): void {
  const language = useLanguage();
  const { title } = useText().shell;
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = title;
  }, [language, title]);
}
