// Keeps one Chromium on one screen of the hall, for as long as it runs: `node wall-kiosk.mjs ADDRESS`.
// The browser's own page watches itself; what a page cannot notice is noticed here: that its process
// crashed, or that it answers nothing any more. Then the browser ends, and whoever started this program
// (wall-kiosk.service) starts it anew. Any Node from 18 on; it needs nothing else, and no open port.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
/** How often the page is asked whether it lives, and how long it may think about that. */
const lookEveryMs = 5_000;
const patienceMs = 30_000;
/** A browser that came up and shows no page by then never will. */
const firstPageWithinMs = 60_000;

const [address] = process.argv.slice(2);
const profile = process.env.WALL_PROFILE ?? join(process.env.HOME ?? '.', '.config', 'wall-kiosk');
const more = (process.env.WALL_FLAGS ?? '').split(/\s+/).filter(Boolean);

if (!URL.canParse(address ?? '')) {
  console.error('Say where the wall is: node wall-kiosk.mjs https://center.example/wall/2');
  process.exit(2);
}

function findBrowser() {
  const { BROWSER, PATH = '' } = process.env;
  if (BROWSER) return BROWSER;
  const paths = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return paths.find((path) => existsSync(path));
}

const flags = [
  '--kiosk',
  `--user-data-dir=${profile}`,
  '--remote-debugging-pipe',
  // Sounds of alarms, without anybody who could click.
  '--autoplay-policy=no-user-gesture-required',
  // No question, bar or bubble over the picture; no offer to restore what crashed.
  '--noerrdialogs',
  '--disable-infobars',
  '--disable-session-crashed-bubble',
  '--hide-crash-restore-bubble',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-features=Translate,MediaRouter',
  '--disable-pinch',
  '--overscroll-history-navigation=0',
  '--password-store=basic',
  // The page measures time and draws also where another window lies above it.
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  // It speaks to the center alone.
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const browserPath = findBrowser();
if (!browserPath) {
  console.error(
    `No Chromium was found: install one of ${names.join(', ')}, or name it by BROWSER.`,
  );
  process.exit(2);
}
const browser = spawn(browserPath, [...flags, ...more, address], {
  stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'],
});
const [, , , toBrowser, fromBrowser] = browser.stdio;

let isTold = false;
function end(why) {
  if (isTold) return;
  console.error(why);
  browser.kill('SIGKILL');
  process.exit(1);
}
browser.on('exit', (code, signal) => end(`The browser has ended (${signal ?? code}).`));
browser.on('error', (error) => end(`The browser could not be started: ${error.message}`));
for (const signal of ['SIGTERM', 'SIGINT'])
  process.on(signal, () => {
    isTold = true;
    browser.on('exit', () => process.exit(0));
    browser.kill('SIGTERM');
  });
toBrowser.on('error', () => undefined);

/** The DevTools protocol, one JSON message after another with a NUL behind each. */
let unread = '';
let lastId = 0;
const awaited = new Map();
function say(method, params = {}, sessionId = undefined) {
  lastId += 1;
  toBrowser.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
  return new Promise((answer) => awaited.set(lastId, answer));
}
fromBrowser.setEncoding('utf8');
fromBrowser.on('data', (text) => {
  const messages = (unread + text).split('\0');
  unread = messages.pop() ?? '';
  for (const message of messages) hear(JSON.parse(message));
});

/** The page of the wall, and the channel to it. */
let pageId = null;
let session = null;
let answeredAtMs = performance.now();

function hear({ id, method, params, result }) {
  if (id !== undefined) {
    awaited.get(id)?.(result);
    awaited.delete(id);
  }
  if (method === 'Target.targetCrashed' && params.targetId === pageId)
    end('The page has crashed: the browser is started anew.');
  if (method === 'Target.targetCreated') void attach(params.targetInfo);
  if (method === 'Target.targetDestroyed' && params.targetId === pageId)
    end('The page was closed: the browser is started anew.');
}

async function attach({ type, targetId }) {
  if (type !== 'page' || pageId !== null) return;
  pageId = targetId;
  const attached = await say('Target.attachToTarget', { targetId, flatten: true });
  session = attached?.sessionId ?? null;
}

async function isAlive() {
  const answer = await say('Runtime.evaluate', { expression: '1 + 1' }, session);
  if (answer?.result?.value === 2) answeredAtMs = performance.now();
}

void say('Target.setDiscoverTargets', { discover: true });
setInterval(() => {
  const silentMs = performance.now() - answeredAtMs;
  if (session === null && silentMs > firstPageWithinMs) end('The browser shows no page.');
  if (session === null) return;
  if (silentMs > patienceMs) end('The page answers nothing any more: the browser is started anew.');
  void isAlive();
}, lookEveryMs);
