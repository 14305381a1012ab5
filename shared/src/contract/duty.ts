import { type Static, Type } from 'typebox';
import { Millis } from './ids.ts';
import { Person } from './person.ts';

/**
 * Somebody on duty, as he was when he came on: his person, role, areas and licences are kept with it,
 * so that whoever is drawn from those on duty can be drawn again from the log alone.
 */
export const Duty = Type.Object({ person: Person, sinceMs: Millis });
export type Duty = Static<typeof Duty>;
