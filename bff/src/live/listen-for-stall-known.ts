import { mayDo } from '@ftz/shared/access/policy.ts';
import type { LiveSocket } from './live-socket.ts';
import type { StallNews } from './stall-news.ts';

/** Whoever may act says that he knows that nothing can be recorded; the next beat tells everybody. */
export function listenForStallKnown(socket: LiveSocket, { know }: Pick<StallNews, 'know'>): void {
  socket.on('stall-known', (reply) => {
    if (typeof reply !== 'function') return;
    const { principal } = socket.data;
    reply({ known: mayDo(principal, 'stall.acknowledge', null) && know(principal.username) });
  });
}
