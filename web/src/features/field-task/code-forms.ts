import { readContainerNo } from '@ftz/shared/state/iso6346.ts';

/** What is scanned, and therefore what it has to look like. */
export type CodeKind = 'seal' | 'container' | 'site';

/** `doubt`: it may be entered all the same, after a look; `wrong`: it cannot be one. */
export type Verdict = { text: string; verdict: 'right' | 'doubt' | 'wrong' };

const plain = (text: string) => text.normalize('NFKC').trim();

/** A container number bears a digit that checks the others; a seal number has no rule but its letters. */
export function judgeCode(kind: CodeKind, given: string): Verdict {
  if (kind === 'container') {
    const { normalised, verdict } = readContainerNo(given);
    if (verdict === 'valid') return { text: normalised, verdict: 'right' };
    const isOdd = verdict === 'check-digit' || verdict === 'unverified';
    return { text: normalised, verdict: isOdd ? 'doubt' : 'wrong' };
  }
  if (kind === 'site') {
    const text = plain(given);
    return { text, verdict: /^\S{1,64}$/.test(text) ? 'right' : 'wrong' };
  }
  const text = plain(given).toUpperCase().replace(/\s/g, '');
  return { text, verdict: /^[A-Z0-9][A-Z0-9/-]{2,39}$/.test(text) ? 'right' : 'wrong' };
}
