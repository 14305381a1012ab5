import { WallBeat } from '@ftz/shared/contract/wall.ts';
import { Compile } from 'typebox/compile';
import { createTokenBucket } from '#domain/token-bucket.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

/** One each ten seconds, and one more whenever it comes back. */
const mostBeats = { burst: 10, perSecond: 0.5 };

const isWallBeat = Compile(WallBeat);

/** A screen of the hall says that it lives, and how; the answer tells it that it was heard. */
export function listenForWallBeats(socket: LiveSocket, deps: LiveDeps): void {
  if (socket.data.principal.role !== 'wall') return;
  const bucket = createTokenBucket(mostBeats, deps.clock.nowMs());
  socket.on('wall-beat', (beat, reply) => {
    if (typeof reply !== 'function') return;
    const isTaken = bucket.take(deps.clock.nowMs()) && isWallBeat.Check(beat);
    if (isTaken) deps.hearWall(socket.data.principal.accountId, beat);
    reply({ heard: isTaken });
  });
}
