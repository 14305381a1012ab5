import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type Answer, request } from './request.ts';

export type SituationRead = { epoch: string; situation: Situation };

/** What is going on in this person's areas, folded from the history that `epoch` names. */
export function readSituation(): Promise<Answer<SituationRead>> {
  return request('GET', '/api/situation');
}
