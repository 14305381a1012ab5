import type { Challenge } from './digest.ts';
import type { Line } from './platforms.ts';
import { headerOf, readDigest, type SipMessage } from './sip-message.ts';

/** Whether a REGISTER shows that its sender has the key of that name. `stale`: it is to be asked, again. */
export type ProofJudge = (
  request: SipMessage,
  speaker: string,
  line: Line,
  nowMs: number,
) => 'proved' | 'wrong' | 'stale';

/** More registrations than fall into the minutes that a challenge is good for. */
const mostProofs = 1_000;

export function createProofJudge(
  keyOf: (deviceId: string) => string | null,
  challenge: Challenge,
): ProofJudge {
  /** By proof, who showed it: copied off the wire it opens nothing to another sender. */
  const shownBy = new Map<string, string>();

  function isOf(line: Line, proof: string): boolean {
    const first = shownBy.get(proof);
    if (first !== undefined) return first === line.remote;
    shownBy.set(proof, line.remote);
    if (shownBy.size > mostProofs) shownBy.delete(shownBy.keys().next().value ?? '');
    return true;
  }

  return (request, speaker, line, nowMs) => {
    const answer = readDigest(headerOf(request, 'authorization'));
    if (answer === null) return 'stale';
    const key = keyOf(speaker);
    const asked = { method: 'REGISTER', user: speaker, key: key ?? '' };
    const judged = challenge.judge(answer, asked, nowMs);
    if (judged === 'proved' && !isOf(line, answer.get('response') ?? '')) return 'stale';
    return key === null && judged === 'proved' ? 'wrong' : judged;
  };
}
