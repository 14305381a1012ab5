import type { CorpusReader } from './corpus-row.ts';
import { iso6346 } from './readers/iso6346.ts';

/** Every protocol of the corpus that our decoders are held to: one line each. */
export const corpusReaders: readonly CorpusReader[] = [iso6346];
