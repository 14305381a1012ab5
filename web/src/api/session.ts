import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { create } from 'zustand';
import { request } from './request.ts';

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
 * leaves a running screen as it is.
 */
export async function askSession(): Promise<Session> {
  const answer = await request<{ principal: Principal }>('GET', '/api/session');
  const { session } = store.getState();
  if (answer.ok) store.setState({ session: signedIn(session, answer.value.principal) });
  else if (answer.status === 401) store.setState({ session: { state: 'signed-out' } });
  else if (session.state === 'asking') store.setState({ session: { state: 'unreachable' } });
  return store.getState().session;
}

/** Null when it worked, else why not. */
export async function signIn(username: string, password: string): Promise<Refusal | null> {
  const answer = await request<{ principal: Principal }>('POST', '/api/session', {
    username,
    password,
  });
  if (!answer.ok) return answer.refusal;
  store.setState({ session: { state: 'signed-in', principal: answer.value.principal } });
  return null;
}

export async function signOut(): Promise<void> {
  await request('DELETE', '/api/session');
  endSession();
}

export function endSession(): void {
  store.setState({ session: { state: 'signed-out' } });
}

/** The same person keeps the same object, so that nothing reconnects for an answer that is no news. */
function signedIn(before: Session, principal: Principal): Session {
  const same =
    before.state === 'signed-in' && JSON.stringify(before.principal) === JSON.stringify(principal);
  return same ? before : { state: 'signed-in', principal };
}
