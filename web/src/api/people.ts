import type { Person } from '@ftz/shared/contract/person.ts';
import { type Answer, request } from './request.ts';

/** Everybody who can be planned in one of my areas. */
export function fetchPeople(): Promise<Answer<{ people: Person[] }>> {
  return request('GET', '/api/people');
}
