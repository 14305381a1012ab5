import type { CallNews } from '@ftz/shared/contract/call.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { CallReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { LiveDeps, LiveSocket } from './live-socket.ts';
import { relayCalls } from './relay-calls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const incident = exampleIncident();
const crew = ['ming', 'hua'].map((name) => ({ accountId: name, name }));
const task = exampleTask({ crew: crew as never, state: 'accepted', issuedBy: 'officer' });
const atWork: Situation = {
  ...emptySituation(),
  incidents: { I1: incident },
  tasks: { T1: task },
};

/** A desk and the phones of a crew, which hear what is said to them; and what the log is given. */
function openHouse(situation: Situation = atWork) {
  const house = { situation };
  const drafts: DurableDraft[] = [];
  const pages: LiveSocket[] = [];
  const deps = {
    world: () => house,
    clock: { nowMs: Date.now },
    iceServers: [],
    writeCall: (draft: DurableDraft) => void drafts.push(draft),
  } as unknown as LiveDeps;
  const relay = relayCalls(deps, () => pages);
  const pageOf = (name: string) => {
    const heard: CallNews[] = [];
    const ears: Record<string, (...said: unknown[]) => void> = {};
    const socket = {
      data: {
        principal: {
          accountId: name,
          username: name,
          role: name === 'officer' ? 'duty-officer' : 'field-officer',
          areas: ['WGQ'],
        },
      },
      emit: (_: string, news: CallNews) => void heard.push(news),
      on: (event: string, hear: () => void) => {
        ears[event] = hear;
      },
    } as unknown as LiveSocket;
    pages.push(socket);
    relay.listen(socket);
    return {
      kinds: () => heard.map((news) => (news.kind === 'over' ? news.why : news.kind)),
      leave: () => {
        pages.splice(pages.indexOf(socket), 1);
        ears.disconnect?.();
      },
      say: (kind: string, more: object = {}) => {
        let answer = 'none';
        ears.call?.({ kind, callId: 'call-0001', ...more }, (reply: CallReply) => {
          answer = reply.ok ? 'ok' : reply.refusal.code;
        });
        return answer;
      },
    };
  };
  const written = () => drafts.map(({ type, data }) => ('why' in data ? data.why : type));
  return { house, relay, pageOf, written };
}

const ring = { taskId: 'T1' };
const offer = { type: 'offer', sdp: 'v=0' };

it('rings every page of the crew; the one that accepts is the other end', () => {
  const { pageOf, written } = openHouse();
  const [desk, ming, hua] = [pageOf('officer'), pageOf('ming'), pageOf('hua')];
  expect(desk.say('ring', ring)).toBe('ok');
  expect(hua.say('description', offer)).toBe('wrong-state');
  expect(ming.say('accept')).toBe('ok');
  expect(hua.say('accept')).toBe('not-found');
  expect(ming.say('description', offer)).toBe('ok');
  expect(desk.kinds()).toEqual(['accepted', 'description']);
  expect(ming.kinds()).toEqual(['ringing']);
  expect(hua.kinds()).toEqual(['ringing', 'hung-up']);
  vi.advanceTimersByTime(60_000);
  expect(desk.say('hang-up')).toBe('ok');
  expect(ming.kinds()).toEqual(['ringing', 'hung-up']);
  expect(written()).toEqual(['call.started', 'hung-up']);
});

it('rings no longer than half a minute, and as long as one page still rings', () => {
  const { pageOf, written } = openHouse();
  const [desk, ming, hua] = [pageOf('officer'), pageOf('ming'), pageOf('hua')];
  desk.say('ring', ring);
  ming.leave();
  vi.advanceTimersByTime(29_000);
  expect(desk.kinds()).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect([desk.kinds(), hua.kinds()]).toEqual([['no-answer'], ['ringing', 'no-answer']]);
  expect(written()).toEqual([]);
});

it('says why nobody can be rung', () => {
  const { pageOf, house } = openHouse();
  const [desk, stranger] = [pageOf('officer'), pageOf('stranger')];
  expect(stranger.say('ring', ring)).toBe('not-found');
  expect(desk.say('ring', ring)).toBe('nobody-answers');
  const ming = pageOf('ming');
  expect(desk.say('ring', ring)).toBe('ok');
  expect(desk.say('ring', ring)).toBe('bad-request');
  expect(desk.say('ring', { ...ring, callId: 'call-0002' })).toBe('in-a-call');
  expect(ming.say('decline')).toBe('ok');
  expect(desk.kinds()).toEqual(['declined']);
  house.situation = { ...atWork, tasks: { T1: { ...task, crew: [] } } };
  expect(desk.say('ring', ring)).toBe('wrong-state');
  expect(desk.say('sing')).toBe('bad-request');
});

it('ends what is no longer about a task of theirs, and what a connection loses', () => {
  const { pageOf, house, written } = openHouse();
  const [desk, ming] = [pageOf('officer'), pageOf('ming')];
  desk.say('ring', ring);
  ming.say('accept');
  house.situation = { ...atWork, tasks: {} };
  expect(ming.say('description', offer)).toBe('not-found');
  house.situation = atWork;
  desk.say('ring', ring);
  ming.say('accept');
  ming.leave();
  expect(desk.kinds()).toEqual(['accepted', 'hung-up', 'accepted', 'connection-lost']);
  expect(written()).toEqual(['call.started', 'hung-up', 'call.started', 'connection-lost']);
});

it('ends the calls that it finds at its start, and those that it leaves', () => {
  const { pageOf, relay } = openHouse();
  const [desk, ming] = [pageOf('officer'), pageOf('ming')];
  desk.say('ring', ring);
  relay.close();
  expect([desk.kinds(), ming.kinds()]).toEqual([
    ['connection-lost'],
    ['ringing', 'connection-lost'],
  ]);
  const call = { id: 'C', taskId: 'T1', incidentId: 'I1', areas: ['WGQ'], startedAtMs: 0 };
  const calls = { C: call } as unknown as Situation['calls'];
  expect(openHouse({ ...atWork, calls }).written()).toEqual(['interrupted']);
});
