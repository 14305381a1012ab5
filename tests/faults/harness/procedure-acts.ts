import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type Act, actorOf, pickFrom } from './act.ts';

/** A step of a procedure that is open in an incident that could come to its end; or what was skipped is seen. */
export function onStep({ procedures, incidents }: Situation, random: Random): Act {
  const run = pickFrom(procedures, random, ({ incidentId, steps }) => {
    const waits = steps.some(({ state, required }) => state === 'open' && required);
    return waits && incidents[incidentId]?.state !== 'closed';
  });
  const steps = Object.fromEntries(run?.steps.map((step) => [step.id, step]) ?? []);
  const step = pickFrom(steps, random, ({ state }) => state === 'open');
  if (!run || !step) return null;
  const ref = { incidentId: run.incidentId, stepId: step.id };
  const dice = random.next();
  if (dice < 0.1)
    return { name: 'procedure.skip-seen', argument: { incidentId: run.incidentId }, by: 'chief' };
  return dice < 0.3
    ? { name: 'procedure.skip-step', argument: { ...ref, reason: 'not possible' } }
    : { name: 'procedure.tick-step', argument: ref };
}

const undoMs = 60_000;

/** Whoever settled a step just now says that it was a slip. */
export function takeBackStep({ procedures, atMs }: Situation, random: Random): Act {
  const settled = Object.values(procedures).flatMap(({ incidentId, steps }) =>
    steps
      .filter(({ state, accountId }) => state !== 'open' && accountId !== null)
      .map((step) => ({ ...step, incidentId })),
  );
  const fresh = settled.filter(({ settledAtMs }) => (settledAtMs ?? 0) > atMs - undoMs);
  const few = fresh.length > 0 || random.next() < 0.9 ? fresh : settled;
  if (few.length === 0) return null;
  const { id: stepId, incidentId, person } = random.pick(few);
  const argument = { incidentId, stepId };
  return { name: 'procedure.untick-step', argument, by: actorOf(person ?? '') };
}
