import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { ChildProgram } from './child-program.ts';
import type { HeardEvents } from './readers-program.ts';

type EventsMessage = Parameters<LiveDown['events']>[0];

/**
 * What every page heard since the last reset, read as pages read it: each entry once, in order, each
 * message where the one before ended. `atMs` of an entry is the moment at which it was due.
 */
export async function alarmsHeard(readers: ChildProgram) {
  const messages = await readers.ask<HeardEvents[]>('heard');
  const reached = new Map<number, number>();
  const latenciesMs: number[] = [];
  const faults: string[] = [];
  for (const { listener, atMs, text } of messages) {
    const [, message] = JSON.parse(text) as [string, EventsMessage];
    const stoodAt = reached.get(listener) ?? message.afterSeq;
    if (message.afterSeq !== stoodAt)
      faults.push(
        `page ${listener} stood at ${stoodAt}, was sent what follows ${message.afterSeq}`,
      );
    let last = message.afterSeq;
    for (const event of message.events) {
      if (event.seq !== last + 1) faults.push(`page ${listener}: ${event.seq} after ${last}`);
      last = event.seq;
      latenciesMs.push(atMs - event.atMs);
    }
    reached.set(listener, message.upToSeq);
  }
  return { heard: latenciesMs.length, latenciesMs, faults };
}
