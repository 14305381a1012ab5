import { useEffect } from 'react';
import { askSession, type Session } from '#api/session.ts';
import { forgetSite, loadSite } from '#api/site.ts';
import { keepDraftsOf } from '#desk/drafts.ts';
import { forgetActs } from '#live/acts.ts';
import { join, leave } from '#live/socket.ts';

const askAgainMs = 2000;

/**
 * Keeps what depends on a session in step with it: asks until the server says who this page is,
 * joins the live stream and loads the site for a person, and forgets both when the person leaves.
 */
export function useSessionKeeper(session: Session): void {
  const unknown = session.state === 'asking' || session.state === 'unreachable';
  const accountId = session.state === 'signed-in' ? session.principal.accountId : null;
  useEffect(() => {
    if (!unknown) return;
    void askSession();
    const timer = setInterval(() => void askSession(), askAgainMs);
    return () => clearInterval(timer);
  }, [unknown]);
  useEffect(() => {
    if (accountId === null) return;
    keepDraftsOf(accountId);
    join();
    void loadSite();
    const timer = setInterval(() => void loadSite(), askAgainMs);
    return () => {
      clearInterval(timer);
      leave();
      forgetSite();
      forgetActs();
    };
  }, [accountId]);
}
