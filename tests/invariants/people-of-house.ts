import { type People, peopleOf } from '@ftz/bff/domain/people.ts';
import { usualLicences } from '@ftz/shared/access/usual-licences.ts';
import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';

const rolesOf = {
  officer: 'duty-officer',
  second: 'duty-officer',
  third: 'duty-officer',
  /** The officer's other log-in. */
  officerAgain: 'duty-officer',
  leader: 'shift-leader',
  head: 'area-head',
  chief: 'duty-chief',
  patrol: 'field-officer',
  patrolSecond: 'field-officer',
  technician: 'technician',
  expert: 'expert',
  auditor: 'auditor',
  wall: 'wall',
} as const satisfies Record<string, Role>;
export type ActorName = keyof typeof rolesOf;
export const actorNames = Object.keys(rolesOf) as ActorName[];

const areasOf = (role: Role) => (role === 'expert' ? [] : [...areaIds]);

/** As the random acts name them. */
const usernameOf = (name: ActorName) => (name === 'officer' ? zoneOfficer.username : name);

const principalOf = (name: ActorName): Principal => {
  const [username, role] = [usernameOf(name), rolesOf[name]];
  return { accountId: `U-${username}`, username, role, areas: areasOf(role) };
};

export const principals = Object.fromEntries(
  actorNames.map((name) => [name, principalOf(name)]),
) as Record<ActorName, Principal>;

const persons = new Map(
  actorNames.map((name): [string, Person] => {
    const principal = principals[name];
    const personId = name === 'officerAgain' ? 'P-officer' : `P-${name}`;
    const licences = usualLicences(principal.role);
    return [principal.accountId, { ...principal, personId, officeId: null, licences }];
  }),
);

/** Everybody is at a screen. */
export const peopleOfHouse: People = peopleOf(
  [...persons.values()].map((person) => ({ person, open: true })),
  (accountId) => persons.has(accountId),
);
