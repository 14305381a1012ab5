import { readFile } from 'node:fs/promises';
import { loopSegments } from './timeline.ts';

/** The recorded media of one scene: its header and its twelve fragments, in the order of the loop. */
export type SceneLoop = { init: Uint8Array; fragments: Uint8Array[] };

/**
 * Reads one scene from `world/scenes`. Only the frame of the loop is in the picture, never a clock:
 * a loop cannot know the day, the tile that shows it draws the time from PROGRAM-DATE-TIME.
 * Rejects when a file is missing.
 */
export async function readSceneLoop(scene: string): Promise<SceneLoop> {
  const folder = new URL(`../../world/scenes/${scene}/`, import.meta.url);
  const names = Array.from({ length: loopSegments }, (_, i) => `${String(i).padStart(2, '0')}.m4s`);
  const [init, ...fragments] = await Promise.all(
    ['init.mp4', ...names].map((name) => readFile(new URL(name, folder))),
  );
  if (init === undefined) throw new Error(`scene ${scene} has no media`);
  return { init, fragments };
}
