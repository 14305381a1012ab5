import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import { SyncRequest } from '@ftz/shared/contract/live-up.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import { Compile } from 'typebox/compile';
import { createTokenBucket } from '#domain/token-bucket.ts';
import { cutOff, drain } from './backlog.ts';
import type { DurableLane } from './durable-lane.ts';
import type { LatestLane } from './latest-lane.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';
import { replayLimits } from './replay.ts';
import type { Watch } from './watch.ts';

/** Far above what a page asks for, far below what could hold up the others. */
const mostSyncs = { burst: 10, perSecond: 0.5 };

const isSyncRequest = Compile(SyncRequest);

type Lanes = { durable: DurableLane; latest: LatestLane; watch: Watch };

/**
 * One at a time: a page that asks again while the last answer is under way is told to ask later, so
 * no more than one answer ever waits for it. One that could not be answered is cut off: it comes back
 * and asks anew, with what it has by then.
 */
export function listenForSync(socket: LiveSocket, deps: LiveDeps, lanes: Lanes): void {
  const bucket = createTokenBucket(mostSyncs, deps.clock.nowMs());
  let underWay = false;

  async function answer(have: SyncRequest['have']): Promise<void> {
    underWay = true;
    try {
      if (!(await join(socket, have, deps, lanes))) cutOff(socket);
    } catch (error) {
      cutOff(socket);
      throw error;
    } finally {
      underWay = false;
    }
  }

  socket.on('disconnect', () => lanes.durable.leave(socket));
  socket.on('sync', (request, reply) => {
    if (typeof reply !== 'function') return;
    if (underWay || !bucket.take(deps.clock.nowMs())) return reply(refuse('too-many-attempts'));
    const refusal = refusalOfSync(request);
    reply(refusal);
    if (refusal === null) lanes.watch.run('joining pages', () => answer(request.have));
  });
}

function refusalOfSync(request: unknown): Refusal | null {
  if (!isSyncRequest.Check(request)) return refuse('bad-request');
  return request.contractVersion === contractVersion ? null : refuse('contract-mismatch');
}

/**
 * Welcome, what was missed, where everything is; each when the network has taken the one before. False:
 * it does not read.
 */
async function join(
  socket: LiveSocket,
  have: SyncRequest['have'],
  deps: LiveDeps,
  { durable, latest }: Lanes,
): Promise<boolean> {
  const { log, clock, directory } = deps;
  const { principal } = socket.data;
  // What comes after the welcome follows what the page has now told, not what it was sent before.
  durable.leave(socket);
  const resumes = durable.canReplay(have);
  socket.emit('welcome', {
    principal,
    epoch: log.epoch,
    headSeq: log.headSeq(),
    serverAtMs: clock.nowMs(),
    resume: resumes ? 'replay' : 'snapshot',
    directory: directory.tagFor(principal),
  });
  const isRead = () => drain(socket, replayLimits.longestReadMs);
  // It asks again when it has read the situation, and is told then where everything is.
  if (!resumes) return (await isRead()) || !socket.connected;
  if (!(await durable.join(socket, have))) return false;
  if (await isRead()) latest.join(socket);
  return (await isRead()) || !socket.connected;
}
