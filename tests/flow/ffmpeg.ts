import { spawnSync } from 'node:child_process';
import { installPackages } from './install-packages.ts';

const runs = (program: string) =>
  spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;

/** The name of a real ffmpeg; installed first where that is possible. */
export function findFfmpeg(): string {
  if (installPackages(['ffmpeg'], () => runs('ffmpeg'))) return 'ffmpeg';
  throw new Error(
    'This test runs a real ffmpeg: install it (apt-get install ffmpeg) and run again.',
  );
}
