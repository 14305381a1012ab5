import type { Disposition } from '@ftz/shared/contract/disposition.ts';

/** Of the first two those who say that it should be done; whoever speaks last does. */
export function foundRight({ author, first, second, secondVerdict }: Disposition): string[] {
  return [
    ...(first?.verdict.conclusion === 'justified' ? [author.name] : []),
    ...(secondVerdict?.conclusion === 'justified' && second ? [second.name] : []),
  ];
}
