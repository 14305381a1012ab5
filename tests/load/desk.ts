import { parseArgs } from 'node:util';
import { signIn } from '#sign-in.ts';
import { openHeadlessDesk } from './headless-desk.ts';

/**
 * `npm run desk -- --url http://… --username … --password … --seconds 60`: a desk without pixels.
 * Prints what it applies and, each second, how old its positions are, as JSON lines; at the end the
 * figures, and exit code 0 only if the server broke no promise.
 */
const usage = 'npm run desk -- --url URL --username NAME --password WORD [--seconds 60]';
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    username: { type: 'string' },
    password: { type: 'string' },
    seconds: { type: 'string', default: '60' },
  },
});
const { url, username, password } = values;
const seconds = Number(values.seconds);
if (!username || !password || !(seconds > 0)) {
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

const print = (line: object) => void process.stdout.write(`${JSON.stringify(line)}\n`);
const cookie = await signIn(url, username, password).catch((error: Error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
const desk = openHeadlessDesk({
  url,
  cookie,
  onSnapshot: ({ seq, alarms }) =>
    print({ kind: 'snapshot', seq, alarms: Object.keys(alarms).length }),
  onEvent: ({ seq, type, atMs, areas, data }) =>
    print({ kind: 'event', seq, type, atMs, areas, data }),
});
const ticker = setInterval(() => {
  print({ kind: 'positions', connected: desk.socket.connected, ...desk.positions(Date.now()) });
}, 1000);

setTimeout(() => {
  clearInterval(ticker);
  desk.close();
  const broken = desk.faults.length;
  for (const fault of desk.faults) print({ kind: 'fault', fault });
  print({ name: 'promises broken', value: broken, unit: 'faults', goal: '0', holds: broken === 0 });
  print({
    name: 'events applied',
    value: desk.applied.length,
    unit: 'events',
    goal: '>= 0',
    holds: true,
  });
  process.exit(broken === 0 ? 0 : 1);
}, seconds * 1000);
