import { CallSignal } from '@ftz/shared/contract/call.ts';
import type { CallReply } from '@ftz/shared/contract/live-up.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import { Compile } from 'typebox/compile';
import { createTokenBucket } from '#domain/token-bucket.ts';
import { Calls } from './calls.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

const isSignal = Compile(CallSignal);
/** Two browsers that find each other say some dozens of candidates. */
const signalRate = { burst: 120, perSecond: 10 };

export type CallRelay = { listen: (socket: LiveSocket) => void; close: () => void };

/**
 * Carries the signals of calls between the two people of a task, and no others: each signal is held against
 * the task as it stands. What they show each other never passes here. A call that began and one that ended
 * are entries of the log; a house that starts again ends the calls that it finds.
 */
export function relayCalls(deps: LiveDeps, sockets: () => Iterable<LiveSocket>): CallRelay {
  const calls = new Calls(deps, sockets);
  return {
    listen: (socket) => {
      const bucket = createTokenBucket(signalRate, deps.clock.nowMs());
      socket.on('call', (said, reply) => {
        if (typeof reply !== 'function') return;
        const answer = (reply_: CallReply) => reply(reply_);
        const no = (code: RefusalCode) => answer({ ok: false, refusal: refuse(code) });
        if (!bucket.take(deps.clock.nowMs())) return no('too-many-attempts');
        if (!isSignal.Check(said)) return no('bad-request');
        const refused = calls.take(socket, said);
        if (refused) return no(refused);
        answer({ ok: true, iceServers: [...deps.iceServers] });
      });
      socket.on('disconnect', () => calls.lose(socket));
    },
    close: () => calls.close(),
  };
}
