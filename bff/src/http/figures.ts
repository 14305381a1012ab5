import { mayDo } from '@ftz/shared/access/policy.ts';
import { FigurePeriod, FigureSheet } from '@ftz/shared/contract/figures.ts';
import { AreaId, areaIds, Id } from '@ftz/shared/contract/ids.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { shiftAt } from '@ftz/shared/state/shift-calendar.ts';
import { Type } from 'typebox';
import { figuresInSteps } from '#domain/figures/compute-figures.ts';
import type { FigureQuery } from '#domain/figures/part-of-book.ts';
import { principalOf } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const hourMs = 3_600_000;
/** Many look at the same figures, and nobody needs those of a month newer than this. */
const keptMs: Record<FigurePeriod, number> = {
  'ten-minutes': 5_000,
  shift: 5_000,
  day: 10_000,
  week: 30_000,
  month: 60_000,
};
const mostKept = 200;

/** How this house and its alarms have done, for those who answer for it, of their own areas. */
export function figureRoutes(server: HttpServer, deps: HttpDeps): void {
  const kept = new Map<string, { atMs: number; sheet: Promise<FigureSheet> }>();
  // One after another: two who ask at once shall not halve the house.
  let last: Promise<unknown> = Promise.resolve();

  async function count(query: FigureQuery): Promise<FigureSheet> {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    try {
      const { book, isComplete } = deps.figures;
      const steps = figuresInSteps(book, query);
      for (;;) {
        const step = steps.next();
        if (step.done) return { ...step.value, complete: isComplete() };
        await new Promise((resume) => setImmediate(resume));
      }
    } finally {
      resolve();
    }
  }

  server.get(
    '/api/figures',
    {
      schema: {
        tags: ['figures'],
        summary:
          'Figures of the alarm system and of our answers, with targets and what lies behind',
        querystring: Type.Object({
          period: Type.Optional(FigurePeriod),
          area: Type.Optional(AreaId),
          desk: Type.Optional(Id),
        }),
        response: { 200: FigureSheet },
      },
      config: { access: 'figures.read' },
    },
    async (request) => {
      const principal = principalOf(request);
      const { period = 'shift', area = null, desk = null } = request.query;
      const areas = areaIds.filter(
        (id) => mayDo(principal, 'figures.read', id) && (area === null || area === id),
      );
      const nowMs = deps.clock.nowMs();
      const key = JSON.stringify([period, areas, desk]);
      const before = kept.get(key);
      if (before && Math.abs(nowMs - before.atMs) < keptMs[period]) return before.sheet;
      const sheet = count({ fromMs: beginOf(period, nowMs), toMs: nowMs, areas, desk });
      if (kept.size >= mostKept) kept.clear();
      kept.set(key, { atMs: nowMs, sheet });
      sheet.catch(() => kept.delete(key));
      return sheet;
    },
  );
}

function beginOf(period: FigurePeriod, nowMs: number): number {
  switch (period) {
    case 'ten-minutes':
      return nowMs - hourMs / 6;
    case 'shift':
      return shiftAt(shiftCalendar, nowMs)?.startsAtMs ?? nowMs - 8 * hourMs;
    case 'day':
      return nowMs - 24 * hourMs;
    case 'week':
      return nowMs - 7 * 24 * hourMs;
    case 'month':
      return nowMs - 30 * 24 * hourMs;
  }
}
