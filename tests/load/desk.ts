import { parseArgs } from 'node:util';
import { signIn } from '#sign-in.ts';
import { openJournal } from './desk-journal.ts';
import { openHeadlessDesk } from './headless-desk.ts';

/**
 * `npm run desk -- --url http://… --username … --password … --seconds 60`: a desk without pixels.
 * Prints what it applies and, each second, how old its positions are, as JSON lines; at the end the
 * figures, and exit code 0 only if the server broke no promise.
 */
const usage =
  'npm run desk -- --url URL --username NAME --password WORD [--seconds 60] [--journal FILE] [--name DESK]';
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    username: { type: 'string' },
    password: { type: 'string' },
    seconds: { type: 'string', default: '60' },
    /** Appends one line for each entry that was applied. */
    journal: { type: 'string' },
    /** What the desk is called in the journal. */
    name: { type: 'string' },
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
const journal = values.journal ? openJournal(values.journal, values.name ?? username) : null;
let welcomes = 0;
let missed = 0;
const desk = openHeadlessDesk({
  url,
  cookie,
  onWelcome: ({ epoch, headSeq, resume }) => {
    welcomes += 1;
    print({ kind: 'welcome', epoch, headSeq, resume });
  },
  onSnapshot: ({ seq, alarms }, epoch) =>
    print({ kind: 'snapshot', epoch, seq, alarms: Object.keys(alarms).length }),
  onEvent: (event, epoch) => {
    journal?.note(event, epoch);
    const { seq, type, atMs, areas, data } = event;
    print({ kind: 'event', seq, type, atMs, areas, data });
  },
  onMissed: (what) => {
    missed += what.alarms;
    print({ kind: 'missed', ...what });
  },
  onFault: (fault) => print({ kind: 'fault', fault }),
});

let before = { frames: 0, bytes: 0 };
const ticker = setInterval(() => {
  const ages = desk.positions(Date.now());
  const { connected } = desk.socket;
  const frames = ages.frames - before.frames;
  const bytes = ages.bytes - before.bytes;
  print({ kind: 'positions', connected, ...ages, frames, bytes });
  before = ages;
}, 1000);

setTimeout(() => {
  clearInterval(ticker);
  desk.close();
  journal?.close();
  const broken = desk.faults.length;
  const figure = (name: string, value: number, unit: string, goal: string, holds = true) =>
    print({ name, value, unit, goal, holds });
  figure('promises broken', broken, 'faults', '0', broken === 0);
  figure('times welcomed', welcomes, 'welcomes', '> 0', welcomes > 0);
  figure('events applied', desk.applied.length, 'events', '>= 0');
  figure('alarms missed and caught up with', missed, 'alarms', '>= 0');
  process.exit(broken === 0 && welcomes > 0 ? 0 : 1);
}, seconds * 1000);
