import { expect, it } from 'vitest';
import { OneVoice } from './one-voice.ts';

const settings = { quietMs: 30_000, settleMs: 2_000, mostNames: 3 };
let hosts = 0;
const lineOf = (peer = `10.0.0.${++hosts}:7000`) => {
  const line = { peer, open: true, isOpen: () => line.open };
  return line;
};
const verdicts =
  (voices: OneVoice<ReturnType<typeof lineOf>>) =>
  (name: string, line: ReturnType<typeof lineOf>, atMs: number) =>
    voices.hear(name, line, atMs).verdict;

it('proves a copy when two lines go on speaking, and believes the first alone', () => {
  const hear = verdicts(new OneVoice(settings));
  const [first, second] = [lineOf(), lineOf()];
  expect(hear('T1', first, 0)).toBe('believed');
  expect(hear('T1', second, 1_000)).toBe('waits');
  expect(hear('T1', first, 10_000)).toBe('believed');
  expect(hear('T1', second, 11_000)).toBe('waits');
  expect(hear('T1', first, 20_000)).toBe('copied');
  // Told once; should the copy come back, once more.
  expect(hear('T1', first, 30_000)).toBe('believed');
});

it('lets a device that lost its line come back at once when that has closed', () => {
  const hear = verdicts(new OneVoice(settings));
  const [first, second] = [lineOf(), lineOf()];
  hear('T1', first, 0);
  first.open = false;
  expect(hear('T1', second, 1)).toBe('believed');
});

it('lets it come back when the old line has been silent, and names that line', () => {
  const voices = new OneVoice<ReturnType<typeof lineOf>>(settings);
  const [first, second] = [lineOf(), lineOf()];
  voices.hear('T1', first, 0);
  expect(voices.hear('T1', second, 29_000)).toEqual({ verdict: 'waits' });
  expect(voices.hear('T1', second, 30_001)).toEqual({ verdict: 'believed', displaced: first });
});

it('takes the last bytes of a dead peer, read late and in one go, for no second device', () => {
  const hear = verdicts(new OneVoice(settings));
  const [dead, back] = [lineOf(), lineOf()];
  hear('T1', dead, 0);
  hear('T1', back, 5_000);
  for (let i = 0; i < 50; i++) expect(hear('T1', dead, 20_000 + i * 10)).toBe('believed');
  dead.open = false;
  expect(hear('T1', back, 20_600)).toBe('believed');
});

it('remembers a bounded number of names', () => {
  const hear = verdicts(new OneVoice(settings));
  const [first, second] = [lineOf(), lineOf()];
  for (const name of ['T1', 'T2', 'T3', 'T4']) hear(name, first, 0);
  expect(hear('T1', second, 1)).toBe('believed');
  expect(hear('T4', second, 1)).toBe('waits');
});

it('forgets a line that ended', () => {
  const voices = new OneVoice<ReturnType<typeof lineOf>>(settings);
  const [first, second] = [lineOf(), lineOf()];
  voices.hear('T1', first, 0);
  voices.leave('T1', second);
  expect(voices.hear('T1', second, 1).verdict).toBe('waits');
  voices.leave('T1', first);
  expect(voices.hear('T1', second, 2).verdict).toBe('believed');
});

it('believes the newer of two lines of one address: it is the one that came back', () => {
  const hear = verdicts(new OneVoice(settings));
  const [first, second] = [lineOf('10.1.1.1:1'), lineOf('10.1.1.1:2')];
  hear('T1', first, 0);
  expect(hear('T1', second, 1)).toBe('believed');
});
