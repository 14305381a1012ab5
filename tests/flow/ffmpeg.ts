import { spawnSync } from 'node:child_process';
import { installPackages } from './install-packages.ts';

const isThere = () => spawnSync('ffmpeg', ['-version'], { stdio: 'ignore' }).status === 0;

/** The name of a real ffmpeg; installed first where that is possible. */
export function findFfmpeg(): string {
  if (installPackages(['ffmpeg'], isThere)) return 'ffmpeg';
  throw new Error(
    'This test runs a real ffmpeg: install it (apt-get install ffmpeg) and run again.',
  );
}
