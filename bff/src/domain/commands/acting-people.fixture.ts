import type { Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

/** A duty officer of WGQ who may review: one person, under an account of the same name. */
export const exampleOfficer = (username: string, change: Partial<Person> = {}): Person => ({
  ...{ accountId: `U-${username}`, username, role: 'duty-officer', areas: ['WGQ'] },
  ...{ personId: `P-${username}`, officeId: null, licences: ['second-review'] },
  ...change,
});

/** Somebody whose account, name and person are one word; without office or licences. */
export const personNamed = (accountId: string, role: Role, areas: AreaId[]): Person => ({
  ...{ accountId, username: accountId, role, areas },
  ...{ personId: accountId, officeId: null, licences: [] },
});

/** People who act one after the other, a second apart, on what a story left behind. */
export function actingOn(story: readonly DurableDraft[], persons: readonly Person[]) {
  let situation = emptySituation();
  let nowMs = 1_000_000;
  const people = examplePeople(persons);
  const newId = (prefix: string) => `${prefix}${situation.seq}`;
  const write = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: nowMs } as DurableEvent;
      situation = applyDurable(situation, event);
    }
  };
  /** The code of the refusal, or the types of what is written. */
  const act = (username: string, name: Command['name'], argument: object) => {
    nowMs += 1_000;
    const by = persons.find((person) => person.username === username);
    if (!by) throw new Error(`nobody is called ${username}`);
    const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
    const world = exampleCommandWorld({ situation, people, nowMs, newId });
    const decision = decideCommand(command, by, world);
    if (!decision.ok) return decision.refusal.code;
    write(decision.drafts);
    return decision.drafts.map(({ type }) => type);
  };
  write(story);
  return { act, write, situation: () => situation, nowMs: () => nowMs };
}
