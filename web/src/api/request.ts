import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { localRefusals, refusalOfStatus } from './local-refusal.ts';

export type Answer<T> = { ok: true; value: T } | { ok: false; status: number; refusal: Refusal };

/** Tells the server that a page of ours asks, and not a form planted elsewhere. */
export const pageHeader = { 'x-requested-with': 'command-center' };

/**
 * One request of the same origin's REST interface. Never throws: a lost connection is a refusal with
 * status 0, so that each caller has a sentence to show.
 */
export async function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method,
      credentials: 'same-origin',
      headers:
        body === undefined ? pageHeader : { ...pageHeader, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    return readAnswer<T>(response.status, await response.text());
  } catch {
    return { ok: false, status: 0, refusal: localRefusals.unreachable };
  }
}

/** Turns a status and a body into an answer; a body that is not JSON lets the status speak. */
export function readAnswer<T>(status: number, body: string): Answer<T> {
  const value = parse(body);
  if (status >= 200 && status < 300) return { ok: true, value: value as T };
  return { ok: false, status, refusal: isRefusal(value) ? value : refusalOfStatus(status) };
}

function parse(body: string): unknown {
  try {
    return body === '' ? null : JSON.parse(body);
  } catch {
    return null;
  }
}

function isRefusal(value: unknown): value is Refusal {
  return value !== null && typeof value === 'object' && 'code' in value && 'zh' in value;
}
