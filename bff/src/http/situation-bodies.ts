import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { constants, createGzip } from 'node:zlib';
import { viewKey } from '@ftz/shared/access/blind-review.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { areaOfSegment } from '#domain/registry.ts';
import type { HttpDeps } from './http-deps.ts';
import { jsonChunks } from './json-chunks.ts';

/** Rights whose last body is kept; of more, the one that was asked for the longest ago is forgotten. */
const mostKept = 32;

/** The fastest level: newcomers wait for it, and the slower ones save a twentieth more. */
const gzipSettings = { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 };

type Body = { seq: number; gzip: Promise<Buffer>; underWay: boolean };

/** The situation as `GET /api/situation` tells it, gzipped JSON. */
export type SituationBodies = { gzipFor: (principal: Principal) => Promise<Buffer> };

/**
 * Made once per rights and entry, however many ask: who asks while one is being made that is already
 * old waits for it to end and shares the next. So a body is never older than its request, and a crowd
 * of newcomers under a flood of entries costs one body at a time.
 */
export function createSituationBodies(
  deps: Pick<HttpDeps, 'log' | 'world'>,
  compress: (epoch: string, situation: Situation) => Promise<Buffer> = compressSituation,
): SituationBodies {
  const bodies = new Map<string, Body>();

  function make(key: string, principal: Principal): Body {
    const { situation, registry } = deps.world();
    const scoped = scopeSituation(principal, situation, (id) => areaOfSegment(registry, id));
    const gzip = compress(deps.log.epoch, scoped);
    const body: Body = { seq: situation.seq, gzip, underWay: true };
    const forget = () => {
      if (bodies.get(key) === body) bodies.delete(key);
    };
    gzip.then(() => (body.underWay = false), forget);
    bodies.delete(key);
    bodies.set(key, body);
    const [oldest] = bodies.keys();
    if (bodies.size > mostKept && oldest !== undefined) bodies.delete(oldest);
    return body;
  }

  async function gzipFor(principal: Principal): Promise<Buffer> {
    for (;;) {
      const key = viewKey(principal, deps.world().situation);
      const body = bodies.get(key);
      if (body?.seq === deps.log.headSeq()) return body.gzip;
      if (!body?.underWay) return make(key, principal).gzip;
      await body.gzip.catch(() => undefined);
    }
  }

  return { gzipFor };
}

async function compressSituation(epoch: string, situation: Situation): Promise<Buffer> {
  // Chunk by chunk, each when the last is compressed: alarms are told in between.
  const chunks = Readable.from(jsonChunks({ epoch, situation }), { highWaterMark: 1 });
  return buffer(chunks.compose(createGzip(gzipSettings)));
}
