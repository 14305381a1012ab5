import { backOffMs } from '#sim/back-off.ts';
import type { Random } from '#sim/random.ts';

export type PostOutcome = { accepted: true } | { accepted: false; why: string };

/** A refusal that the same bytes will meet for ever; "too early", "too many" and 5xx may heal. */
function isHopeless(status: number): boolean {
  return status >= 400 && status < 500 && ![408, 425, 429].includes(status);
}

const patienceMs = 10_000;

async function postOnce(
  url: string,
  key: string,
  body: string,
  signal: AbortSignal,
): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    // An unread body keeps the connection busy.
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * Posts JSON with a bearer key again and again until the centre takes it. Never rejects: it ends
 * unaccepted when `signal` aborts or when the centre refuses the request itself (4xx).
 */
export async function postUntilAccepted(
  request: { url: string; key: string; body: string },
  circumstances: { signal: AbortSignal; random: Random },
): Promise<PostOutcome> {
  const { signal, random } = circumstances;
  for (let attempt = 0; !signal.aborted; attempt++) {
    const status = await postOnce(request.url, request.key, request.body, signal);
    if (status !== null && status >= 200 && status < 300) return { accepted: true };
    if (status !== null && isHopeless(status)) {
      return { accepted: false, why: `${request.url} answered ${status}` };
    }
    await pause(backOffMs(attempt, random), signal);
  }
  return { accepted: false, why: 'the simulation ended' };
}
