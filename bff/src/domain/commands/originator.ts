import type { Task } from '@ftz/shared/contract/task.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isSamePerson } from '#domain/people.ts';
import type { CommandWorld } from './command-decision.ts';

/** What makes somebody part of what a review looks at anew. */
const originating: readonly string[] = ['alarm.acknowledged', 'task.issued'];

/**
 * Whether he would review himself: he issued the review, acknowledged or sent somebody before it, or was of the crew whose result
 * it looks at. By the human being, and told from the log, not from a name.
 */
export function isOriginator(
  task: Task,
  accountId: string,
  { situation, people }: CommandWorld,
): boolean {
  if (task.kind !== 'review') return false;
  const incident = ownOf(situation.incidents, task.incidentId);
  const lines = incident?.timeline.filter(({ type }) => originating.includes(type)) ?? [];
  const crews = (incident?.taskIds ?? [])
    .filter((id) => id !== task.id)
    .flatMap((id) => ownOf(situation.tasks, id)?.crew ?? []);
  const accounts = [
    task.issuedById,
    ...lines.map((line) => line.accountId),
    ...crews.map((c) => c.accountId),
  ];
  return accounts.some((one) => one !== null && isSamePerson(people, one, accountId));
}
