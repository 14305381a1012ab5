import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { create } from 'zustand';
import {
  forgetPrincipal,
  isLeaving,
  keepPrincipal,
  keptPrincipal,
  setLeaving,
} from './kept-principal.ts';
import { request } from './request.ts';
import { isWallPage } from './wall-page.ts';
import { askWallStanding, type WallStanding } from './walls.ts';

/** `unreachable`: nobody could say whether the session holds; the page keeps asking. */
export type Session =
  | { state: 'asking' }
  | { state: 'unreachable' }
  | { state: 'signed-out' }
  | { state: 'signed-in'; principal: Principal };

const store = create<{ session: Session }>(() => ({ session: { state: 'asking' } }));

export function useSession(): Session {
  return store((held) => held.session);
}

/** Null while nobody is signed in. */
export function usePrincipal(): Principal | null {
  return store(({ session }) => (session.state === 'signed-in' ? session.principal : null));
}

/**
 * Asks the server who this page is. Only a clear "no" signs out: a server that does not answer
 * leaves a running screen as it is, and lets a phone go on as whoever was signed in on it.
 */
export async function askSession(): Promise<Session> {
  if (isLeaving() && !(await leave())) {
    store.setState({ session: { state: 'signed-out' } });
    return store.getState().session;
  }
  const answer = await request<{ principal: Principal }>('GET', '/api/session');
  const { session } = store.getState();
  if (answer.ok) store.setState({ session: known(signedIn(session, answer.value.principal)) });
  else if (answer.status === 401) await sessionIsOver();
  else if (session.state === 'asking') store.setState({ session: withoutCenter() });
  return store.getState().session;
}

/**
 * A screen of the hall proves its key to the center: one that was let in is signed in, and goes on as
 * it was where its session ended. Only a clear answer signs out.
 */
export async function admitWall(): Promise<WallStanding> {
  const standing = await askWallStanding();
  const { session } = store.getState();
  if (standing.state === 'let-in')
    store.setState({ session: known(signedIn(session, standing.principal)) });
  else if (isAnswer(standing) && session.state !== 'signed-out') endSession();
  else if (session.state === 'asking') store.setState({ session: withoutCenter() });
  return standing;
}

const isAnswer = ({ state }: WallStanding) => state !== 'unanswered' && state !== 'too-many';

/** The center knows this session no more: a person signs in again, a wall says again who it is. */
export async function sessionIsOver(): Promise<void> {
  if (isWallPage()) await admitWall();
  else endSession();
}

/** Null when it worked, else why not. */
export async function signIn(username: string, password: string): Promise<Refusal | null> {
  const answer = await request<{ principal: Principal }>('POST', '/api/session', {
    username,
    password,
  });
  if (!answer.ok) return answer.refusal;
  setLeaving(false);
  forgetPrincipal();
  store.setState({ session: known({ state: 'signed-in', principal: answer.value.principal }) });
  return null;
}

export async function signOut(): Promise<void> {
  setLeaving(true);
  endSession();
  await leave();
}

/** True once the center knows that nobody is signed in here any more. */
async function leave(): Promise<boolean> {
  const answer = await request('DELETE', '/api/session');
  const isGone = answer.ok || answer.status === 401;
  if (isGone) setLeaving(false);
  return isGone;
}

function known(session: Session): Session {
  if (session.state === 'signed-in') keepPrincipal(session.principal);
  return session;
}

function withoutCenter(): Session {
  const principal = keptPrincipal();
  return principal ? { state: 'signed-in', principal } : { state: 'unreachable' };
}

function endSession(): void {
  forgetPrincipal();
  store.setState({ session: { state: 'signed-out' } });
}

/** The same person keeps the same object, so that nothing reconnects for an answer that is no news. */
function signedIn(before: Session, principal: Principal): Session {
  const same =
    before.state === 'signed-in' && JSON.stringify(before.principal) === JSON.stringify(principal);
  return same ? before : { state: 'signed-in', principal };
}
