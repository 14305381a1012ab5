import { spawnSync } from 'node:child_process';

const has = (program: string) => spawnSync(program, ['-version'], { stdio: 'ignore' }).status === 0;

/** The name of a real ffmpeg; installed first where that is possible. */
export function findFfmpeg(): string {
  if (has('ffmpeg')) return 'ffmpeg';
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', 'ffmpeg'];
  // A fresh machine has no package lists yet: the second try brings them first.
  for (const [command = '', ...rest] of [apt, [...asRoot, 'apt-get', 'update'], apt]) {
    spawnSync(command, rest, { stdio: 'ignore', timeout: 300_000 });
    if (has('ffmpeg')) return 'ffmpeg';
  }
  throw new Error(
    'This test runs a real ffmpeg: install it (apt-get install ffmpeg) and run again.',
  );
}
