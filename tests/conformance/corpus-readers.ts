import type { CorpusReader } from './corpus-row.ts';
import { ais } from './readers/ais.ts';
import { cap } from './readers/cap.ts';
import { checkpointJgst14 } from './readers/checkpoint-jgst14.ts';
import { eseal } from './readers/eseal.ts';
import { gb28181 } from './readers/gb28181.ts';
import { iso6346 } from './readers/iso6346.ts';
import { jt1078 } from './readers/jt1078.ts';

/** Every protocol of the corpus that our decoders are held to: one line each. */
export const corpusReaders: readonly CorpusReader[] = [
  checkpointJgst14,
  ais,
  cap,
  eseal,
  gb28181,
  iso6346,
  jt1078,
];
