import { buildWeb, enterRoot } from './toolchain.mjs';

/** What vitest calls before browser tests: they look at the pages of this tree, whoever starts them. */
export async function setup() {
  enterRoot();
  if ((await buildWeb()) !== 0) throw new Error('The pages could not be built.');
}
