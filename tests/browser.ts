import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const flags = [
  '--no-sandbox',
  // The map needs WebGL, and a test machine has no graphics card. All else is composed as on any desk
  // without one: by a card that is pretended too, each frame of the page costs several times as much.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-gpu-compositing',
  '--autoplay-policy=no-user-gesture-required',
  // A browser of ours speaks to the product alone.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const namesOnPath = ['chromium', 'google-chrome-stable', 'google-chrome', 'chromium-browser'];
const macChrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** A Chromium that can be started: its path, and the folder of libraries that it brings along. */
type Found = { executablePath: string; libraries?: string };

function findInstalled(): Found | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const onPath = namesOnPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  const executablePath = [...onPath, macChrome].find((path) => existsSync(path));
  return executablePath ? { executablePath } : null;
}

function findNamed(): Found | null {
  const executablePath = process.env.BROWSER;
  return executablePath && existsSync(executablePath) ? { executablePath } : null;
}

async function findShipped(): Promise<Found | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const pack = await import('@sparticuz/chromium');
  const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
  // Unpacked by hand: the package itself does so on Amazon's machines only, yet any bare machine
  // may lack nss, nspr and expat.
  await pack.inflate(join(dirname(dirname(entry)), 'bin', 'al2023.tar.br'));
  return {
    executablePath: await pack.default.executablePath(),
    libraries: join(tmpdir(), 'al2023', 'lib'),
  };
}

function findDownloaded(): Found | null {
  const executablePath = chromium.executablePath();
  if (!existsSync(executablePath)) {
    const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
    const install = [join(dirname(manifest), 'cli.js'), 'install', 'chromium'];
    const run = (...more: string[]) =>
      spawnSync(process.execPath, [...install, ...more], { stdio: 'inherit' }).status === 0;
    // The libraries of the system need an administrator; they may be there already.
    if (!run('--with-deps')) run();
  }
  return existsSync(executablePath) ? { executablePath } : null;
}

/** Where a browser may come from, the cheapest first. */
const finders = {
  /** The path in the environment variable BROWSER. */
  named: findNamed,
  /** Chromium or Chrome of this machine. */
  installed: findInstalled,
  /** The one inside an npm package of the lockfile (Linux, x64). */
  shipped: findShipped,
  /** Playwright's own, fetched once. */
  downloaded: findDownloaded,
};

export type BrowserSource = keyof typeof finders;
export const browserSources = Object.keys(finders) as BrowserSource[];

/** A camera and a microphone that nobody has to hold, and that need no permission. */
export const fakeCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

const envOf = ({ libraries }: Found) => ({
  ...process.env,
  ...(libraries && { LD_LIBRARY_PATH: libraries }),
});
const whatToDo = 'install one, or set BROWSER to its path.';

/** How somebody else than us starts a Chromium: from the first source that has one, whether it runs or not. */
export async function browserCommand() {
  for (const source of browserSources) {
    const found = await finders[source]();
    if (found) return { executablePath: found.executablePath, env: envOf(found), flags };
  }
  throw new Error(`No Chromium was found: ${whatToDo}`);
}

function launch(found: Found, more: readonly string[]): Promise<Browser> {
  const { executablePath } = found;
  return chromium.launch({ executablePath, args: [...flags, ...more], env: envOf(found) });
}

/**
 * Starts a Chromium from the first source that has one that runs. Throws, saying what was tried,
 * when none does: a browser test is never skipped.
 */
export async function launchBrowser(
  sources: readonly BrowserSource[] = browserSources,
  moreFlags: readonly string[] = [],
): Promise<{ browser: Browser; source: BrowserSource }> {
  const tried: string[] = [];
  for (const source of sources) {
    try {
      const found = await finders[source]();
      if (found) return { browser: await launch(found, moreFlags), source };
      tried.push(`${source}: none here`);
    } catch (error) {
      tried.push(`${source}: ${String(error).slice(0, 300)}`);
    }
  }
  throw new Error(`No Chromium could be started: ${whatToDo}\n${tried.join('\n')}`);
}
