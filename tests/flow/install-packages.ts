import { spawnSync } from 'node:child_process';

/** Installs Debian packages where that is possible; false: what they bring is not there. */
export function installPackages(packages: readonly string[], isThere: () => boolean): boolean {
  if (isThere()) return true;
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = [...asRoot, 'apt-get', 'install', '-y', '--no-install-recommends', ...packages];
  // A fresh machine has no package lists yet: the second try brings them first.
  for (const [command = '', ...rest] of [apt, [...asRoot, 'apt-get', 'update'], apt]) {
    spawnSync(command, rest, { stdio: 'ignore', timeout: 300_000 });
    if (isThere()) return true;
  }
  return false;
}
