import { randomBytes } from 'node:crypto';
import { renewEpoch } from '#adapters/storage/renew-epoch.ts';
import type { Config } from './config.ts';

/**
 * The last step of putting a backup back by hand, on the stopped house: its log gets a name of its
 * own, so that every screen reads it anew. Answers what to tell who asked for it.
 */
export function nameRestored({ dataDir }: Pick<Config, 'dataDir'>): string {
  const epoch = `epoch${randomBytes(9).toString('base64url')}`;
  renewEpoch(dataDir, epoch);
  return `The log in ${dataDir} is named ${epoch} from now on.`;
}
