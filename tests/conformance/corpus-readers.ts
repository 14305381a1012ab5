import type { CorpusReader } from './corpus-row.ts';
import { ais } from './readers/ais.ts';
import { cap } from './readers/cap.ts';
import { checkpointJgst14 } from './readers/checkpoint-jgst14.ts';
import { eseal } from './readers/eseal.ts';
import { gb28181 } from './readers/gb28181.ts';
import { gcj02 } from './readers/gcj02.ts';
import { hikvisionIsapi } from './readers/hikvision-isapi.ts';
import { iso6346 } from './readers/iso6346.ts';
import { jt808 } from './readers/jt808.ts';
import { jt1078 } from './readers/jt1078.ts';
import { lprJson } from './readers/lpr-json.ts';
import { onvifEvent } from './readers/onvif-event.ts';
import { platesCn } from './readers/plates-cn.ts';
import { siaDc09 } from './readers/sia-dc09.ts';

/** Every protocol of the corpus that our decoders are held to: one line each. */
export const corpusReaders: readonly CorpusReader[] = [
  ais,
  cap,
  checkpointJgst14,
  eseal,
  gb28181,
  gcj02,
  iso6346,
  jt1078,
  jt808,
  lprJson,
  platesCn,
  hikvisionIsapi,
  onvifEvent,
  siaDc09,
];
