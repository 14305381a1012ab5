import type { CallNews, CallSignal, IceServer } from '@ftz/shared/contract/call.ts';
import type { CallReply } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { create } from 'zustand';
import { localRefusals } from '#api/local-refusal.ts';
import { callLine } from './call-line.ts';

/** Why this page has no picture to show; null: nothing stands in the way. */
export type CallHindrance = 'no-camera' | 'not-allowed' | 'insecure';

/** The one call of this page. `over` stays until somebody has read it. */
export type CallState =
  | { phase: 'idle' }
  | { phase: 'ringing-out'; callId: string; taskId: string; iceServers: IceServer[] }
  | { phase: 'ringing-in'; callId: string; taskId: string; from: string; iceServers: IceServer[] }
  | {
      phase: 'on';
      callId: string;
      taskId: string;
      /** Who rang makes the offer. */
      offers: boolean;
      iceServers: IceServer[];
      sinceMs: number;
    }
  | { phase: 'over'; taskId: string; why: Extract<CallNews, { kind: 'over' }>['why'] }
  | { phase: 'refused'; taskId: string; refusal: Refusal };

type Peer = Extract<CallNews, { kind: 'description' | 'candidate' }>;

const store = create<{ call: CallState }>(() => ({ call: { phase: 'idle' } }));
/** What the other side said before this page's end was ready. */
let waiting: Peer[] = [];
let hearPeer: ((said: Peer) => void) | null = null;

export function useCall(): CallState {
  return store(({ call }) => call);
}

const put = (call: CallState) => store.setState({ call });

/** Whoever makes the connection hears what the other browser says, also what came before. */
export function listenToPeer(hear: (said: Peer) => void): () => void {
  hearPeer = hear;
  for (const said of waiting.splice(0)) hear(said);
  return () => {
    hearPeer = null;
  };
}

callLine.hear = (news: CallNews) => {
  const { call } = store.getState();
  if (news.kind === 'ringing') {
    if (call.phase === 'ringing-out' || call.phase === 'on' || call.phase === 'ringing-in') return;
    waiting = [];
    const { callId, taskId, from, iceServers } = news;
    return put({ phase: 'ringing-in', callId, taskId, from, iceServers });
  }
  if (!('callId' in call) || call.callId !== news.callId) return;
  if (news.kind === 'accepted') return begin(call, true);
  if (news.kind === 'over') return put({ phase: 'over', taskId: call.taskId, why: news.why });
  if (hearPeer) hearPeer(news);
  else waiting.push(news);
};

function begin(call: Extract<CallState, { iceServers: IceServer[] }>, offers: boolean): void {
  const { callId, taskId, iceServers } = call;
  put({ phase: 'on', callId, taskId, offers, iceServers, sinceMs: Date.now() });
}

export async function ring(taskId: string): Promise<void> {
  const callId = crypto.randomUUID();
  waiting = [];
  put({ phase: 'ringing-out', callId, taskId, iceServers: [] });
  const reply = await say({ kind: 'ring', callId, taskId });
  const { call } = store.getState();
  if (!('callId' in call) || call.callId !== callId) return;
  if (!reply.ok) return put({ phase: 'refused', taskId, refusal: reply.refusal });
  if (call.phase === 'ringing-out') put({ ...call, iceServers: reply.iceServers });
}

export async function accept(): Promise<void> {
  const { call } = store.getState();
  if (call.phase !== 'ringing-in') return;
  const reply = await say({ kind: 'accept', callId: call.callId });
  if (reply.ok) begin(call, false);
  else put({ phase: 'refused', taskId: call.taskId, refusal: reply.refusal });
}

/** Declines what rings, ends what is on, and takes away the word that it is over. */
export function hangUp(): void {
  const { call } = store.getState();
  if ('callId' in call) {
    const kind = call.phase === 'ringing-in' ? 'decline' : 'hang-up';
    void say({ kind, callId: call.callId });
  }
  put({ phase: 'idle' });
}

export function sayToPeer(
  said: { type: 'offer' | 'answer'; sdp: string } | { candidate: string; mid: string },
): void {
  const { call } = store.getState();
  if (call.phase !== 'on') return;
  const { callId } = call;
  void say(
    'sdp' in said
      ? { kind: 'description', callId, ...said }
      : { kind: 'candidate', callId, ...said },
  );
}

function say(signal: CallSignal): Promise<CallReply> {
  return callLine
    .say(signal)
    .catch((): CallReply => ({ ok: false, refusal: localRefusals.unreachable }));
}
