import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import { Person } from '@ftz/shared/contract/person.ts';
import { Type } from 'typebox';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** Colleagues, for those who plan their shifts. */
export function peopleRoutes(server: HttpServer, deps: HttpDeps): void {
  server.get(
    '/api/people',
    {
      schema: {
        tags: ['people'],
        summary: 'Who can be planned in one of my areas',
        response: { 200: Type.Object({ people: Type.Array(Person) }) },
      },
      config: { access: 'roster.plan' },
    },
    async (request) => {
      const principal = principalOf(request);
      const people = deps.people
        .all()
        .filter((person) => mayDo(person, 'duty.begin', null))
        .filter(({ areas }) => mayDoInAny(principal, 'roster.plan', areas))
        // Where else somebody works is nobody's business here.
        .map((person) => ({
          ...person,
          areas: person.areas.filter((area) => mayDo(principal, 'roster.plan', area)),
        }))
        .sort((a, b) => a.username.localeCompare(b.username));
      return { people };
    },
  );
}
