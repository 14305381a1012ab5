import { isGuest } from '@ftz/shared/access/guest-sight.ts';
import { type GuestBook, scopeEvents } from '@ftz/shared/access/scope-events.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { aboutIncident } from '@ftz/shared/state/about-incident.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { Type } from 'typebox';
import type { DurableLog } from '#domain/ports.ts';
import { principalOf, sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';
import { createTurns } from './turns.ts';

/** An alarm comes a few entries before the incident that it opens, and before it joins one. */
const entriesBefore = 16;
const page = 1_000;
/** What one reader may have gone through at once, so that nobody else waits for him. */
const mostPages = 60;
const readers = { atOnce: 2, mostWaiting: 32 };

/** The log of one incident, for a page that plays it again. */
export function incidentEventRoutes(server: HttpServer, deps: HttpDeps): void {
  const turns = createTurns(readers.atOnce, readers.mostWaiting);
  const find = (incidentId: string) => ownOf(deps.world().situation.incidents, incidentId);
  const book: GuestBook = { situation: () => deps.world().situation, nowMs: deps.clock.nowMs };
  server.get(
    '/api/incidents/:incidentId/events',
    {
      schema: {
        tags: ['situation'],
        summary: 'Entries of the log about one incident that I may see, oldest first',
        params: Type.Object({ incidentId: Id }),
        response: {
          200: Type.Object({
            isWhole: Type.Boolean(),
            // As in `/api/events`. A serializer made for every type of entry takes seconds to make.
            events: Type.Unsafe<DurableEvent[]>(Type.Array(Type.Unknown())),
          }),
          404: Refusal,
          429: Refusal,
        },
      },
      config: {
        access: 'situation.read',
        areas: async (request) => {
          const { incidentId } = request.params as { incidentId: string };
          return find(incidentId)?.areas ?? null;
        },
        asGuest: (request, accountId) => {
          const { incidentId } = request.params as { incidentId: string };
          const incident = find(incidentId);
          return incident !== undefined && isGuest(incident, accountId, deps.clock.nowMs());
        },
      },
    },
    async (request, reply) => {
      const incident = find(request.params.incidentId);
      if (!incident) return sendRefusal(reply, 'not-found');
      const read = await turns.take(() => storyOf(deps.log, incident));
      if (read === null) return sendRefusal(reply, 'too-many-attempts');
      return { ...read, events: scopeEvents(principalOf(request), read.events, book) };
    },
  );
}

async function storyOf(
  log: DurableLog,
  incident: Incident,
): Promise<{ events: DurableEvent[]; isWhole: boolean }> {
  const isAbout = aboutIncident(incident);
  const headSeq = log.headSeq();
  const events: DurableEvent[] = [];
  let afterSeq = Math.max(0, (incident.timeline[0]?.seq ?? 1) - entriesBefore);
  for (let pages = 0; afterSeq < headSeq && pages < mostPages; pages++) {
    const read = await log.read(afterSeq, page);
    events.push(...read.filter(isAbout));
    afterSeq = read.at(-1)?.seq ?? headSeq;
  }
  return { events, isWhole: afterSeq >= headSeq };
}
