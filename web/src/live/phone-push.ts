import type { PushFault } from '@ftz/shared/contract/push.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { create } from 'zustand';
import { dropPush, fetchPushKey, keepPush } from '#api/push.ts';
import { base64url } from '#lib/base64url.ts';
import { obstacleOf, type PushObstacle, pushBrowser } from './push-obstacle.ts';

/**
 * Whether this phone is rung with its page closed. `on` is said when the center has it and not before;
 * `no-service`: the center reaches none; `not-allowed`: not this browser's; `unreachable`: the phone does not reach its browser's.
 */
export type PushState =
  | { is: 'asking' | 'on' | 'off' }
  | { is: 'impossible'; why: PushObstacle | 'no-service' | 'not-allowed' | 'unreachable' }
  | { is: 'refused'; refusal: Refusal };

const store = create<{ push: PushState }>(() => ({ push: { is: 'asking' } }));
export const usePushState = (): PushState => store(({ push }) => push);
export const pushNow = (): PushState => store.getState().push;

/** Whose wish it is: the next person on this phone has not asked for it. */
const wishKey = 'phone-push-of';
/** The service worker fetches two megabytes before it is there, on a slow line; where there is none, it never comes. */
const workerPatienceMs = 120_000;

/** One step after the other: a tap does not overtake the look that the page began with. */
let turn: Promise<unknown> = Promise.resolve();
function inTurn(step: () => Promise<PushState>): Promise<void> {
  const done = turn.then(step).then(
    (push) => store.setState({ push }),
    () => store.setState({ push: { is: 'impossible', why: 'unreachable' } }),
  );
  turn = done;
  return done;
}

/** Finds out how it stands, and tells the center again where this person wished for it: every session anew. */
export const lookAtPush = (accountId: string): Promise<void> =>
  inTurn(async () => {
    const found = await find();
    if ('is' in found) return found;
    const { pushManager, publicKey } = found;
    const subscription = await pushManager.getSubscription();
    if (localStorage.getItem(wishKey) !== accountId) {
      await subscription?.unsubscribe();
      return { is: 'off' };
    }
    if (Notification.permission !== 'granted') return { is: 'off' };
    return subscribe(pushManager, publicKey, subscription);
  });

/** To be called by a tap alone: the browser may ask. */
export const turnPushOn = (accountId: string): Promise<void> => {
  const asked = Notification.requestPermission();
  return inTurn(async () => {
    if ((await asked) === 'default') return { is: 'off' };
    const found = await find();
    if ('is' in found) return found;
    const { pushManager, publicKey } = found;
    const push = await subscribe(pushManager, publicKey, await pushManager.getSubscription());
    if (push.is === 'on') localStorage.setItem(wishKey, accountId);
    return push;
  });
};

export const turnPushOff = (): Promise<void> =>
  inTurn(async () => {
    const answer = await dropPush();
    if (!answer.ok) return { is: 'refused', refusal: answer.refusal };
    localStorage.removeItem(wishKey);
    const registration = await navigator.serviceWorker.getRegistration();
    await (await registration?.pushManager.getSubscription())?.unsubscribe();
    return { is: 'off' };
  });

async function find(): Promise<PushState | { pushManager: PushManager; publicKey: string }> {
  const why = obstacleOf(pushBrowser());
  if (why) return { is: 'impossible', why };
  const answer = await fetchPushKey();
  if (!answer.ok) return { is: 'refused', refusal: answer.refusal };
  const { publicKey } = answer.value;
  if (publicKey === null) return { is: 'impossible', why: 'no-service' };
  const never = new Promise<null>((resolve) => setTimeout(resolve, workerPatienceMs, null));
  const registration = await Promise.race([navigator.serviceWorker.ready, never]);
  if (!registration) return { is: 'impossible', why: 'unsupported' };
  return { pushManager: registration.pushManager, publicKey };
}

/** A center that lost its keys has others: what was subscribed with the old ones hears nothing more. */
async function subscribe(
  pushManager: PushManager,
  publicKey: string,
  before: PushSubscription | null,
): Promise<PushState> {
  const isOurs = before !== null && keyOf(before) === publicKey;
  if (!isOurs) await before?.unsubscribe();
  const asked = { userVisibleOnly: true, applicationServerKey: publicKey };
  const subscription = isOurs ? before : await pushManager.subscribe(asked);
  const { endpoint = '', keys } = subscription.toJSON();
  const { p256dh = '', auth = '' } = keys ?? {};
  const answer = await keepPush({ endpoint, p256dh, auth });
  if (answer.ok) return { is: 'on' };
  await subscription.unsubscribe();
  const { detail } = answer.refusal;
  if (detail === ('push-service' satisfies PushFault))
    return { is: 'impossible', why: 'not-allowed' };
  return { is: 'refused', refusal: answer.refusal };
}

function keyOf({ options }: PushSubscription): string {
  return base64url(new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0)));
}
