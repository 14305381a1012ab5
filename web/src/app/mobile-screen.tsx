import { useEffect, useState } from 'react';
import { useSearch } from 'wouter';
import { signOut, usePrincipal } from '#api/session.ts';
import { CallButton } from '#features/call/call-button.tsx';
import { CallView } from '#features/call/call-view.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { TakeDuty } from '#features/duty/take-duty.tsx';
import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { DistressButton } from '#features/field-task/distress-button.tsx';
import { NewTaskAlert } from '#features/field-task/new-task-alert.tsx';
import { OutboxStrip } from '#features/field-task/outbox-strip.tsx';
import { TaskDetail } from '#features/field-task/task-detail.tsx';
import { TaskList } from '#features/field-task/task-list.tsx';
import { LockScreen } from '#features/phone-lock/lock-screen.tsx';
import { usePhoneLock } from '#features/phone-lock/use-phone-lock.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useConnectionState } from '#live/connection.ts';
import { useOutbox } from '#live/phone-outbox.ts';
import { useNow } from '#live/server-clock.ts';
import { setLanguage, useLanguage, useText } from '#text/text.ts';
import { type PhoneTheme, usePhoneTheme, useShownTheme } from './phone-theme.ts';
import { usePhoneKeeper } from './use-phone-keeper.ts';
import './mobile-screen.css';

/** The field officer's phone: the tasks, or the one that `?task=` names, also after a reload. */
export function MobileScreen() {
  const taskId = new URLSearchParams(useSearch()).get('task');
  const [theme, nextTheme] = usePhoneTheme();
  const shownTheme = useShownTheme(theme);
  usePhoneKeeper();
  const locked = usePhoneLock();
  useEffect(() => {
    document.documentElement.classList.add('phone');
    return () => document.documentElement.classList.remove('phone');
  }, []);
  return (
    <div className="mobile-screen" data-theme={shownTheme}>
      <MobileBar />
      <TakeDuty />
      <ConnectionBands />
      <OutboxStrip />
      <EmergencyBand at="phone" />
      {locked ? <LockScreen /> : null}
      {/* Hidden, not gone: a patrol on the way goes on reporting where it is, and no form is emptied. */}
      <main hidden={locked}>{taskId === null ? <TaskList /> : <TaskDetail taskId={taskId} />}</main>
      {taskId === null || locked ? null : <CallButton taskId={taskId} />}
      <CallView />
      <DistressButton />
      <NewTaskAlert told={taskId === null && !locked} />
      <MobileFoot theme={theme} nextTheme={nextTheme} />
    </div>
  );
}

function MobileBar() {
  const { mobile: text, shell } = useText();
  const state = useConnectionState();
  return (
    <header className="mobile-bar">
      <b>{text.title}</b>
      <span className="state" data-connection={state}>
        {state === 'live' && shell.live}
        {state === 'outdated' && shell.outdatedShort}
        {state !== 'live' && state !== 'outdated' && shell.connecting}
      </span>
      <time className="num">{zoneMinute(useNow())}</time>
    </header>
  );
}

function MobileFoot({ theme, nextTheme }: { theme: PhoneTheme; nextTheme: () => void }) {
  const { shell, field } = useText();
  const language = useLanguage();
  const principal = usePrincipal();
  return (
    <footer className="mobile-foot">
      <span>{principal?.username}</span>
      <button
        type="button"
        className="button quiet"
        data-theme-now={theme}
        aria-label={`${field.themeLabel}: ${field.theme[theme]}`}
        onClick={nextTheme}
      >
        {field.theme[theme]}
      </button>
      <button
        type="button"
        className="button quiet"
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {shell.language}
      </button>
      <SignOut />
    </footer>
  );
}

/** Whoever signs out with unsent acts is told: they stay on this phone, and wait for him alone. */
function SignOut() {
  const { shell, field } = useText();
  const { acts, files } = useOutbox();
  const [asking, setAsking] = useState(false);
  const unsent = acts.length + files.length;
  if (!asking) {
    return (
      <button
        type="button"
        className="button quiet"
        data-act="sign-out"
        onClick={() => (unsent > 0 ? setAsking(true) : void signOut())}
      >
        {shell.signOut}
      </button>
    );
  }
  return (
    <div className="sign-out-ask" role="alertdialog" aria-label={shell.signOut}>
      <p>{field.signOutUnsent(unsent)}</p>
      <div className="form-buttons">
        <button type="button" className="button primary" onClick={() => setAsking(false)}>
          {field.stay}
        </button>
        <button
          type="button"
          className="button"
          data-act="sign-out-anyway"
          onClick={() => void signOut()}
        >
          {field.signOutAnyway}
        </button>
      </div>
    </div>
  );
}
