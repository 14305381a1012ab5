import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { ChildProgram } from './child-program.ts';
import { type FenceReportSent, fenceKey } from './fence-report.ts';
import type { HeardEvents } from './readers-program.ts';

type EventsMessage = Parameters<LiveDown['events']>[0];

/** From the panel's socket to a desk: of every fence report that was sent and heard, per desk. */
export async function reportLatencies(field: ChildProgram, readers: ChildProgram) {
  const sent = await field.ask<FenceReportSent[]>('sent');
  const sentAtMs = new Map(sent.map(({ key, atMs }) => [key, atMs]));
  const messages = await readers.ask<HeardEvents[]>('heard');
  const latenciesMs: number[] = [];
  let entries = 0;
  for (const { atMs, text } of messages) {
    const [, { events }] = JSON.parse(text) as [string, EventsMessage];
    entries += events.length;
    for (const event of events) {
      if (event.type !== 'fence.reported') continue;
      const { account, zone, code, deviceAtMs } = event.data.report;
      const writtenAtMs = sentAtMs.get(fenceKey(account, zone, code, deviceAtMs));
      if (writtenAtMs !== undefined) latenciesMs.push(atMs - writtenAtMs);
    }
  }
  return { latenciesMs, entries };
}
