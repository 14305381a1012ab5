import type { DeclaredJourney } from '#sim/world-event.ts';

const iso = (atMs: number) => new Date(atMs).toISOString();

/** `journey.declaration.v1`: corridor as [longitude, latitude] (WGS-84), times in ISO 8601 UTC. */
export function encodeDeclaration(journey: DeclaredJourney): string {
  const { departedAtMs, dueAtMs, ...declared } = journey;
  return JSON.stringify({
    v: 1,
    ...declared,
    departedAt: iso(departedAtMs),
    dueAt: iso(dueAtMs),
  });
}
