import { readContainerNo } from '@ftz/shared/state/iso6346.ts';

/** Who says that a container has this number: a camera by its id, or the papers. */
export type ContainerSource = { source: string; containerNo: string };

/**
 * What is known of a container's number. `read`: its check digit holds and a second source says the
 * same. `evidence`: one source alone, or one whose check digit fails: shown, and believed by nobody.
 */
export type ContainerStanding = {
  containerNo: string;
  standing: 'read' | 'evidence';
  sources: string[];
};

/**
 * The second source rule. The check digit of ISO 6346 does not catch every pair of digits that a camera
 * swaps, so a number that passes is evidence, and becomes a reading only where a second, different
 * source agrees.
 */
export function agreeOnContainer(said: readonly ContainerSource[]): ContainerStanding[] {
  const sourcesOf = new Map<string, Set<string>>();
  for (const { source, containerNo } of said) {
    const { normalised } = readContainerNo(containerNo);
    const sources = sourcesOf.get(normalised) ?? new Set();
    sourcesOf.set(normalised, sources.add(source));
  }
  return [...sourcesOf].map(([containerNo, sources]) => {
    const holds = readContainerNo(containerNo).verdict === 'valid';
    const standing = holds && sources.size > 1 ? 'read' : 'evidence';
    return { containerNo, standing, sources: [...sources] };
  });
}
