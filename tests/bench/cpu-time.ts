import { readFileSync } from 'node:fs';

/** CPU of this process so far, milliseconds: user and system, all threads. */
export function ownCpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

/** CPU of this thread alone: cheap enough to be asked around a few hundred microseconds of work. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

/** Another process's, from Linux; null where there is no /proc. Counts in steps of 10 ms. */
export function cpuMsOf(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

export const ownRssMb = (): number => process.memoryUsage.rss() / 2 ** 20;

/** Of another process; null where there is no /proc. */
export function rssMbOf(pid: number): number | null {
  try {
    const [, kb] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kb) / 1024;
  } catch {
    return null;
  }
}
