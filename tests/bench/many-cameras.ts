import type { Camera } from '@ftz/shared/contract/site.ts';
import { site } from '@ftz/shared/site/site.ts';

/** The cameras of the site again and again, each with a number of its own. */
export function manyCameras(count: number): Camera[] {
  return Array.from({ length: count }, (_, i) => {
    const like = site.cameras[i % site.cameras.length];
    if (!like) throw new Error('The site has no cameras.');
    return { ...like, id: `${like.area}-X${i + 1}` };
  });
}
