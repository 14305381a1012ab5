import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { CameraNetworks } from './camera-networks.ts';
import { allowedAddresses, type Resolve, resolveByDns } from './guarded-fetch.ts';

export type ConverterSettings = {
  ffmpeg: string;
  url: URL;
  /** Only this converter writes there, and it is emptied at each start. */
  folder: string;
  networks: CameraNetworks;
  resolve?: Resolve;
  timing?: Partial<ConverterTiming>;
};
export type ConverterTiming = {
  firstWaitMs: number;
  longestWaitMs: number;
  stalledAfterMs: number;
};

export type Converter = {
  isRunning: () => boolean;
  trouble: () => CameraTrouble | null;
  close: () => Promise<void>;
};

const usualTiming: ConverterTiming = {
  firstWaitMs: 1_000,
  longestWaitMs: 60_000,
  stalledAfterMs: 20_000,
};
const segmentS = 2;
const windowSegments = 6;
const killAfterMs = 3_000;
const notFound = 127;

/**
 * Runs a program for as long as somebody holds the other end of its standard input: when this house
 * dies, however it dies, the pipe closes and the program is ended.
 */
const guard =
  'exec 3<&0; "$@" </dev/null 3<&- & child=$!; { read -r _ <&3; kill "$child"; } 2>/dev/null & wait "$child"';

/**
 * Turns one RTSP camera into live HLS, without touching the pictures (`-c copy`). Supervised: ended
 * when it writes nothing more, started again at growing distances, gone with the house. The address is
 * looked up and checked here, and the program is given the checked address, never the name.
 */
export function startConverter(settings: ConverterSettings): Converter {
  const { folder, networks, resolve = resolveByDns } = settings;
  const timing = { ...usualTiming, ...settings.timing };
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let trouble: CameraTrouble | null = null;
  let waitMs = timing.firstWaitMs;
  let closed = false;
  let ended = Promise.resolve();

  async function run(): Promise<void> {
    const [address] = await allowedAddresses(settings.url, networks, resolve);
    if (closed) return;
    if (address === undefined) {
      trouble = 'address-not-allowed';
      return later();
    }
    empty(folder);
    const startedAtMs = Date.now();
    const running = spawn(
      'sh',
      ['-c', guard, 'sh', settings.ffmpeg, ...argumentsOf(settings.url, address, folder)],
      {
        stdio: ['pipe', 'ignore', 'ignore'],
        // A group of its own, so that both shell and program can be ended by force.
        detached: true,
      },
    );
    child = running;
    const stall = watchForStall(running);
    const gone = Promise.withResolvers<void>();
    ended = gone.promise;
    running.on('error', () => {});
    running.stdin.on('error', () => {});
    running.once('close', (code) => {
      clearInterval(stall);
      running.stdin.destroy();
      child = null;
      trouble = code === notFound ? 'ffmpeg-missing' : trouble;
      // Who ran for a good while is started again soon.
      if (Date.now() - startedAtMs > timing.longestWaitMs) waitMs = timing.firstWaitMs;
      gone.resolve();
      later();
    });
  }

  function later(): void {
    if (closed) return;
    timer = setTimeout(() => void run().catch(later), waitMs);
    waitMs = Math.min(2 * waitMs, timing.longestWaitMs);
  }

  /** A camera that keeps its line open and sends nothing would else be waited for for ever. */
  function watchForStall(running: ChildProcess): NodeJS.Timeout {
    let aliveAtMs = Date.now();
    let writtenMs = 0;
    return setInterval(() => {
      const newest = modifiedMs(join(folder, 'live.m3u8'));
      if (newest !== writtenMs) {
        [writtenMs, aliveAtMs] = [newest, Date.now()];
        trouble = null;
      }
      if (Date.now() - aliveAtMs > timing.stalledAfterMs) end(running);
    }, 500);
  }

  void run().catch(later);
  return {
    isRunning: () => child !== null,
    trouble: () => trouble,
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      if (child !== null) end(child);
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Politely by closing its pipe; by force when that does not help. */
function end(running: ChildProcess): void {
  running.stdin?.end();
  const force = setTimeout(() => {
    if (running.pid !== undefined) killGroup(running.pid);
  }, killAfterMs);
  running.once('close', () => clearTimeout(force));
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just gone by itself.
  }
}

function empty(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Segment numbers grow over restarts: a viewer's player takes a smaller number for the past. */
const numbersFromMs = Date.UTC(2026, 0, 1);

/**
 * Only what RTSP over TCP needs is let in by the protocol white-list: a camera cannot make the program
 * open files or other schemes.
 */
function argumentsOf(url: URL, address: string, folder: string): string[] {
  const checked = new URL(url);
  checked.hostname = isIPv6(address) ? `[${address}]` : address;
  const input = [
    ...['-protocol_whitelist', 'rtsp,rtp,tcp', '-rtsp_transport', 'tcp'],
    ...['-timeout', '10000000', '-i', checked.href],
  ];
  const flags = 'delete_segments+program_date_time+omit_endlist+independent_segments+temp_file';
  const output = [
    ...['-map', '0:v:0', '-c:v', 'copy', '-f', 'hls', '-hls_time', String(segmentS)],
    ...['-hls_list_size', String(windowSegments), '-hls_delete_threshold', String(windowSegments)],
    ...['-hls_flags', flags, '-hls_segment_type', 'fmp4', '-hls_fmp4_init_filename', 'init.mp4'],
    ...['-start_number', String(Math.floor((Date.now() - numbersFromMs) / 1000))],
    ...['-hls_segment_filename', join(folder, '%d.m4s'), join(folder, 'live.m3u8')],
  ];
  return ['-nostdin', '-hide_banner', '-loglevel', 'error', ...input, ...output];
}
