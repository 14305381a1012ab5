import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { CameraNetworks } from './camera-networks.ts';
import { allowedAddresses, type Resolve, resolveByDns } from './guarded-fetch.ts';
import { emptyFolder, hlsOutput, playlistWrittenMs, quietly } from './hls-folder.ts';
import { openRtspRelay } from './rtsp-relay.ts';

/** Where a camera's RTSP is at this moment. */
export type FoundStream = { ok: true; url: URL } | { ok: false; trouble: CameraTrouble };

export type ConverterSettings = {
  ffmpeg: string;
  /** Asked before each start. What it answers is checked like everything else; never rejects. */
  find: () => Promise<FoundStream>;
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
/** What is written to it only says that we live. */
type Running = ChildProcessByStdio<Writable, null, null>;

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
 * looked up and checked here, and the program is given a door of this machine that leads to the checked
 * address alone.
 */
export function startConverter(settings: ConverterSettings): Converter {
  const { folder, networks, resolve = resolveByDns } = settings;
  const timing = { ...usualTiming, ...settings.timing };
  let child: Running | null = null;
  let timer: NodeJS.Timeout | null = null;
  /** What kept the program from being started, and what its line met with. */
  let keptBack: CameraTrouble | null = null;
  let met: CameraTrouble | null = null;
  let waitMs = timing.firstWaitMs;
  let closed = false;
  let ended = Promise.resolve();

  async function run(): Promise<void> {
    const found = await settings.find();
    const [address] = found.ok ? await allowedAddresses(found.url, networks, resolve) : [];
    if (closed) return;
    keptBack = found.ok ? (address === undefined ? 'address-not-allowed' : null) : found.trouble;
    if (!found.ok || address === undefined) return later();
    const relay = await openRtspRelay({
      camera: found.url,
      address,
      onTrouble: (trouble) => {
        met = trouble;
      },
    });
    if (closed) return relay.close();
    emptyFolder(folder);
    const startedAtMs = Date.now();
    const running = spawnGuarded(settings.ffmpeg, argumentsOf(relay.url, folder));
    child = running;
    const stall = watchPictures(folder, timing.stalledAfterMs, {
      moved: () => {
        met = null;
      },
      stalled: () => end(running),
    });
    const gone = Promise.withResolvers<void>();
    ended = gone.promise;
    running.once('close', (code) => {
      clearInterval(stall);
      relay.close();
      running.stdin.destroy();
      child = null;
      if (code === notFound) met = 'ffmpeg-missing';
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

  void run().catch(later);
  return {
    isRunning: () => child !== null,
    trouble: () => keptBack ?? met,
    close: async () => {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      if (child !== null) end(child);
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A camera that keeps its line open and sends nothing would else be waited for for ever. */
function watchPictures(
  folder: string,
  stalledAfterMs: number,
  { moved, stalled }: { moved: () => void; stalled: () => void },
): NodeJS.Timeout {
  let aliveAtMs = Date.now();
  let writtenMs = 0;
  return setInterval(() => {
    const newest = playlistWrittenMs(folder);
    if (newest !== writtenMs) {
      [writtenMs, aliveAtMs] = [newest, Date.now()];
      moved();
    }
    if (Date.now() - aliveAtMs > stalledAfterMs) stalled();
  }, 500);
}

/** In a group of its own, so that both shell and program can be ended by force. */
function spawnGuarded(program: string, args: readonly string[]): Running {
  const running = spawn('sh', ['-c', guard, 'sh', program, ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  running.on('error', () => {});
  running.stdin.on('error', () => {});
  return running;
}

/** Politely by closing its pipe; by force when that does not help. */
function end(running: Running): void {
  running.stdin.end();
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

/** Only what RTSP over TCP needs is let in: a camera cannot make the program open files or other schemes. */
function argumentsOf(url: string, folder: string): string[] {
  const input = [
    ...['-protocol_whitelist', 'rtsp,rtp,tcp', '-rtsp_transport', 'tcp'],
    ...['-timeout', '10000000', '-i', url],
  ];
  return ['-nostdin', ...quietly, ...input, ...hlsOutput(folder)];
}
