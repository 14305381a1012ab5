import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import { Colleague } from '@ftz/shared/contract/colleague.ts';
import { Id } from '@ftz/shared/contract/ids.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** Who could be asked about an incident: its people, with how much they have, and experts. */
export function colleagueRoutes(server: HttpServer, deps: HttpDeps): void {
  const incidentOf = (incidentId: string) => ownOf(deps.world().situation.incidents, incidentId);
  server.get(
    '/api/colleagues',
    {
      schema: {
        tags: ['situation'],
        summary: 'Who works on incidents of these areas, who of them is online, and the experts',
        querystring: Type.Object({ incidentId: Id }),
        response: { 200: Type.Object({ colleagues: Type.Array(Colleague) }), 404: Refusal },
      },
      config: {
        access: 'incident.note',
        areas: (request: FastifyRequest) =>
          incidentOf((request.query as { incidentId: string }).incidentId)?.areas ?? null,
      },
    },
    async (request) => {
      const areas = incidentOf(request.query.incidentId)?.areas ?? [];
      const owners = Object.values(deps.world().situation.incidents)
        .filter(isIncidentOpen)
        .map(({ owner }) => owner?.accountId);
      const colleagues = deps.people
        .all()
        .filter((person) => person.role === 'expert' || mayDoInAny(person, 'incident.note', areas))
        .map((person) => ({
          accountId: person.accountId,
          username: person.username,
          role: person.role,
          online: deps.people.isOnline(person.accountId),
          owns: owners.filter((id) => id === person.accountId).length,
          mayOwn: mayDoInAny(person, 'incident.accept-transfer', areas),
        }));
      return { colleagues };
    },
  );
}
