import { once } from 'node:events';
import { type NationalCentre, startNationalCentre } from '#feeds/national-cap/device.ts';
import { parsePlan } from './plan.ts';

/**
 * The simulated national centre, a process of its own: what is above the zone fails by itself. Started
 * by a parent that sends the plan as its first message. SIGUSR2 cuts the link off, and once more
 * restores it. Exit code 2: the plan, or its port, is not to be had.
 */
const firstOrderAfterMs = 30_000;
const orderEveryMs = 10 * 60_000;
const farewellMs = 3_000;

const say = (line: string) => void process.stdout.write(`national centre: ${line}\n`);

function refuseToStart(reason: string): never {
  process.stderr.write(`national centre: ${reason}\n`);
  process.exit(2);
}

async function open(): Promise<NationalCentre> {
  const [message] = await once(process, 'message');
  const parsed = parsePlan(JSON.stringify(message));
  if (!parsed.ok) return refuseToStart(parsed.reason);
  const { upstreamUrl, upstreamKey, httpUrl } = parsed.plan;
  if (upstreamUrl === null) return refuseToStart('there is no address to listen on');
  const { hostname, port, pathname } = new URL(upstreamUrl);
  return startNationalCentre({
    host: hostname,
    port: port === '' ? 80 : Number(port),
    path: pathname,
    zoneUrl: () => httpUrl,
    key: () => upstreamKey,
    nowMs: Date.now,
  });
}

/** Everyday life above: now and then an exercise is ordered. */
function orderExercises(centre: NationalCentre): void {
  let count = 0;
  const order = () => {
    if (centre.isCut()) return;
    count += 1;
    const atMs = Date.now();
    void centre.order({
      identifier: `NC-EX-${atMs}-${count}`,
      atMs,
      status: 'Exercise',
      msgType: 'Alert',
      headline: '演练：核查一号卡口视频画面',
      headlineEn: 'Exercise: check the pictures of the first gate',
      description: '演练指令，请在三十分钟内签收。',
      acknowledgeByMs: atMs + 30 * 60_000,
    });
  };
  setTimeout(order, firstOrderAfterMs);
  setInterval(order, orderEveryMs);
}

const opening = open();
opening.catch((error: NodeJS.ErrnoException & { port?: number }) => {
  if (error.code === 'EADDRINUSE' || error.code === 'EADDRNOTAVAIL') {
    refuseToStart(
      `port ${error.port} (UPSTREAM_URL) cannot be listened on here: set UPSTREAM_URL= for none, or UPSTREAM_URL=http://127.0.0.1:<another port>/alerts.`,
    );
  }
  process.stderr.write(`national centre: ${error.message}\n`);
  process.exit(1);
});
void opening.then(orderExercises);

process.on('SIGUSR2', () => {
  void opening.then(async (centre) => {
    if (centre.isCut()) await centre.restore();
    else await centre.cut();
    say(centre.isCut() ? 'cut off' : 'there again');
  });
});

let ending = false;
async function end(): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(0), farewellMs).unref();
  const centre = await opening;
  await centre.close();
  process.exit(0);
}
process.on('SIGINT', () => void end());
process.on('SIGTERM', () => void end());
// Without its parent there is nobody who could stop this process.
process.on('disconnect', () => void end());
