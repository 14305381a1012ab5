import type { Situation } from '#contract/situation.ts';
import { ownOf } from './own.ts';

/** More than one day's work merges; a damaged record that points in a circle ends here. */
const mostMerges = 1_000;

/**
 * The incident in which this one goes on, however often that was merged on in its turn; its own id where
 * it was not merged. Whoever does not know where it went is left with the last that he knows.
 */
export function goesOnAs({ incidents }: Pick<Situation, 'incidents'>, incidentId: string): string {
  let id = incidentId;
  for (let merges = 0; merges < mostMerges; merges++) {
    const into = ownOf(incidents, id)?.mergedInto ?? null;
    if (into === null || !ownOf(incidents, into)) break;
    id = into;
  }
  return id;
}
