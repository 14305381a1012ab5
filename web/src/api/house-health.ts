import type { HouseHealth } from '@ftz/shared/contract/house-health.ts';
import { localRefusals } from './local-refusal.ts';
import { type Answer, readAnswer } from './request.ts';

/** A house that is not ready says so with 503, and says as much as one that is. */
export async function fetchHouseHealth(): Promise<Answer<HouseHealth>> {
  try {
    const response = await fetch('/health/ready', { signal: AbortSignal.timeout(8_000) });
    const { status } = response;
    return readAnswer(status === 503 ? 200 : status, await response.text());
  } catch {
    return { ok: false, status: 0, refusal: localRefusals.unreachable };
  }
}
