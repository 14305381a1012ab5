import type { CameraLink } from '#adapters/camera-link.ts';
import { readAlert } from './alert.ts';
import { fetchWithDigest } from './digest-fetch.ts';
import { createPartCutter, type Part } from './multipart.ts';

const path = '/ISAPI/Event/notification/alertStream';
const answerWithinMs = 15_000;
/** Cameras say that they live every ten seconds or so; a line that is quiet for longer is dead. */
const quietLimitMs = 45_000;

/**
 * Listens to a camera until its line ends, which it always does. Rejects for every reason: not reached,
 * not let in, gone quiet. No redirect is followed: only the configured address was allowed.
 */
export async function readAlertStream(
  link: CameraLink,
  take: (part: Part) => Promise<void>,
  closing: AbortSignal,
): Promise<void> {
  const hangUp = new AbortController();
  const signal = AbortSignal.any([closing, hangUp.signal]);
  let timer = setTimeout(() => hangUp.abort(), answerWithinMs);
  const quiet = () => {
    clearTimeout(timer);
    timer = setTimeout(() => hangUp.abort(), quietLimitMs);
  };
  try {
    const response = await fetchWithDigest(link, path, { method: 'GET', signal });
    const boundary = /boundary="?([^";,\s]{1,70})/i.exec(
      response.headers.get('content-type') ?? '',
    )?.[1];
    if (response.status !== 200 || boundary === undefined || !response.body) {
      await response.body?.cancel();
      throw new Error(`no stream of alerts: status ${response.status}`);
    }
    const cutter = createPartCutter(boundary, (body) => readAlert(body).ok);
    for await (const chunk of response.body) {
      quiet();
      for (const part of cutter.push(chunk)) await take(part);
    }
    for (const part of cutter.end()) await take(part);
    throw new Error('the stream ended');
  } finally {
    clearTimeout(timer);
    hangUp.abort();
  }
}
