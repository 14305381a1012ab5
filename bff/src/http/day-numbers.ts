import { mayDo } from '@ftz/shared/access/policy.ts';
import { DayNumbers } from '@ftz/shared/contract/day-numbers.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { zoneMidnightMs } from '@ftz/shared/state/shift-calendar.ts';
import { type DayQuery, dayNumbersInSteps } from '#domain/figures/day-numbers.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

/** Every board asks every ten seconds; those of the same areas get one answer. */
const keptMs = 5_000;

/** Counts and times without a name in them, so whoever sees the situation sees them: a wall, too. */
export function dayNumberRoutes(server: HttpServer, deps: HttpDeps): void {
  const kept = new Map<string, { atMs: number; numbers: Promise<DayNumbers> }>();

  async function count(query: DayQuery): Promise<DayNumbers> {
    const { book, silences, isComplete } = deps.figures;
    const steps = dayNumbersInSteps({ book, silences, limits: deps.limits }, query);
    for (;;) {
      const step = steps.next();
      if (step.done) return { ...step.value, complete: isComplete() };
      await new Promise((resume) => setImmediate(resume));
    }
  }

  server.get(
    '/api/day-numbers',
    {
      schema: {
        tags: ['figures'],
        summary:
          'Of each area: alarms answered, passages, blind minutes; response times and limits',
        response: { 200: DayNumbers },
      },
      config: { access: 'situation.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const areas = areaIds.filter((id) => mayDo(principal, 'situation.read', id));
      const nowMs = deps.clock.nowMs();
      const key = areas.join(' ');
      const before = kept.get(key);
      if (before && Math.abs(nowMs - before.atMs) < keptMs) return before.numbers;
      const fromMs = zoneMidnightMs(shiftCalendar, nowMs);
      const numbers = count({ fromMs, toMs: nowMs, areas });
      kept.set(key, { atMs: nowMs, numbers });
      numbers.catch(() => kept.delete(key));
      return numbers;
    },
  );
}
