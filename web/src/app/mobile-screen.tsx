import { useSearch } from 'wouter';
import { signOut, usePrincipal } from '#api/session.ts';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { TakeDuty } from '#features/duty/take-duty.tsx';
import { TaskDetail } from '#features/field-task/task-detail.tsx';
import { TaskList } from '#features/field-task/task-list.tsx';
import { zoneMinute } from '#lib/zone-time.ts';
import { useConnectionState } from '#live/connection.ts';
import { useNow } from '#live/server-clock.ts';
import { setLanguage, useLanguage, useText } from '#text/text.ts';
import './mobile-screen.css';

/** The field officer's phone: the tasks, or the one that `?task=` names, also after a reload. */
export function MobileScreen() {
  const taskId = new URLSearchParams(useSearch()).get('task');
  return (
    <div className="mobile-screen">
      <MobileBar />
      <TakeDuty />
      <ConnectionBands />
      <main>{taskId === null ? <TaskList /> : <TaskDetail taskId={taskId} />}</main>
      <MobileFoot />
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

function MobileFoot() {
  const { shell } = useText();
  const language = useLanguage();
  const principal = usePrincipal();
  return (
    <footer className="mobile-foot">
      <span>{principal?.username}</span>
      <button
        type="button"
        className="button quiet"
        onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {shell.language}
      </button>
      <button type="button" className="button quiet" onClick={() => void signOut()}>
        {shell.signOut}
      </button>
    </footer>
  );
}
