import { type Call, type CallNews, CallSignal } from '@ftz/shared/contract/call.ts';
import type { CallReply } from '@ftz/shared/contract/live-up.ts';
import { type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { Compile } from 'typebox/compile';
import { calledFrom, sideOf } from '#domain/call-parties.ts';
import { createTokenBucket } from '#domain/token-bucket.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

const isSignal = Compile(CallSignal);
const ringsForMs = 30_000;
/** Two browsers that find each other say some dozens of candidates. */
const signalRate = { burst: 120, perSecond: 10 };

type Ringing = {
  id: string;
  task: Task;
  from: LiveSocket;
  /** Every page of whoever is called; the one that accepts is the other end. */
  rung: Set<LiveSocket>;
  to: LiveSocket | null;
  call: Call | null;
  timer: NodeJS.Timeout | null;
};
type Kind<K extends CallSignal['kind']> = Extract<CallSignal, { kind: K }>;

export type CallRelay = { listen: (socket: LiveSocket) => void; close: () => void };

/**
 * Carries the signals of calls between the two people of a task, and no others: each signal is held against
 * the task as it stands. What they show each other never passes here. A call that began and one that ended
 * are entries of the log; a house that starts again ends the calls that it finds.
 */
export function relayCalls(deps: LiveDeps, sockets: () => Iterable<LiveSocket>): CallRelay {
  const calls = new Map<string, Ringing>();
  const situation = () => deps.world().situation;
  for (const call of Object.values(situation().calls)) writeEnd(call, 'interrupted');

  const callOf = (socket: LiveSocket) =>
    [...calls.values()].find(
      ({ from, to, rung }) => [from, to].includes(socket) || rung.has(socket),
    );

  function signal(socket: LiveSocket, said: CallSignal): RefusalCode | null {
    if (said.kind === 'ring') return ring(socket, said);
    const call = calls.get(said.callId);
    if (!call || callOf(socket) !== call) return 'not-found';
    switch (said.kind) {
      case 'accept':
        return accept(socket, call);
      case 'decline':
        return over(call, socket, 'declined');
      case 'hang-up':
        return over(call, socket, 'hung-up');
      default:
        return pass(socket, call, said);
    }
  }

  function ring(socket: LiveSocket, { callId, taskId }: Kind<'ring'>): RefusalCode | null {
    const { principal } = socket.data;
    const side = sideOf(situation(), taskId, principal);
    if (!side) return 'not-found';
    if (calls.has(callId)) return 'bad-request';
    const called = calledFrom(situation(), side);
    if (called.length === 0) return 'wrong-state';
    const online = [...sockets()].filter(
      (other) =>
        other.data.principal.accountId !== principal.accountId &&
        called.includes(other.data.principal.username) &&
        sideOf(situation(), taskId, other.data.principal) !== null,
    );
    if (online.length === 0) return 'nobody-answers';
    const free = online.filter((other) => callOf(other) === undefined);
    if (free.length === 0 || callOf(socket)) return 'in-a-call';
    const call: Ringing = {
      id: callId,
      task: side.task,
      from: socket,
      rung: new Set(free),
      to: null,
      call: null,
      timer: null,
    };
    call.timer = setTimeout(() => end(call, 'no-answer', null), ringsForMs);
    calls.set(callId, call);
    const from = principal.username;
    const iceServers = [...deps.iceServers];
    for (const other of free) tell(other, { kind: 'ringing', callId, taskId, from, iceServers });
    return null;
  }

  function accept(socket: LiveSocket, call: Ringing): RefusalCode | null {
    if (!call.rung.has(socket) || call.to) return 'wrong-state';
    if (!isStillTheirs(call, socket)) return over(call, socket, 'hung-up') ?? 'not-found';
    if (call.timer) clearTimeout(call.timer);
    for (const other of call.rung)
      if (other !== socket) tell(other, { kind: 'over', callId: call.id, why: 'hung-up' });
    call.rung.clear();
    call.to = socket;
    call.call = {
      id: call.id,
      taskId: call.task.id,
      incidentId: call.task.incidentId,
      areas: areasOfTask(situation(), call.task),
      from: partyOf(call.from),
      to: partyOf(socket),
      startedAtMs: deps.clock.nowMs(),
    };
    write(call.call, socket, { type: 'call.started', data: { call: call.call } });
    tell(call.from, { kind: 'accepted', callId: call.id });
    return null;
  }

  function pass(
    socket: LiveSocket,
    call: Ringing,
    said: Kind<'description' | 'candidate'>,
  ): RefusalCode | null {
    const other = socket === call.from ? call.to : call.from;
    if (!call.to || !other || (socket !== call.from && socket !== call.to)) return 'wrong-state';
    if (!isStillTheirs(call, socket) || !isStillTheirs(call, other)) {
      end(call, 'hung-up', socket);
      return 'not-found';
    }
    tell(other, said);
    return null;
  }

  const isStillTheirs = ({ task }: Ringing, { data }: LiveSocket): boolean =>
    sideOf(situation(), task.id, data.principal) !== null;

  function over(call: Ringing, by: LiveSocket, why: 'declined' | 'hung-up'): null {
    end(call, why, by);
    return null;
  }

  function end(
    call: Ringing,
    why: Extract<CallNews, { kind: 'over' }>['why'],
    by: LiveSocket | null,
  ): void {
    if (!calls.delete(call.id)) return;
    if (call.timer) clearTimeout(call.timer);
    for (const other of new Set([call.from, call.to, ...call.rung]))
      if (other && other !== by) tell(other, { kind: 'over', callId: call.id, why });
    if (call.call) writeEnd(call.call, why === 'connection-lost' ? why : 'hung-up', by);
  }

  function writeEnd(
    call: Call,
    why: 'hung-up' | 'connection-lost' | 'interrupted',
    by: LiveSocket | null = null,
  ): void {
    const tookMs = Math.max(0, deps.clock.nowMs() - call.startedAtMs);
    const { id: callId, taskId, incidentId } = call;
    write(call, by, { type: 'call.ended', data: { callId, taskId, incidentId, tookMs, why } });
  }

  function write(
    { areas }: Call,
    by: LiveSocket | null,
    what:
      | { type: 'call.started'; data: { call: Call } }
      | {
          type: 'call.ended';
          data: {
            callId: string;
            taskId: string;
            incidentId: string;
            tookMs: number;
            why: 'hung-up' | 'connection-lost' | 'interrupted';
          };
        },
  ): void {
    const actor = by
      ? { kind: 'person' as const, ...partyOf(by) }
      : { kind: 'machine' as const, name: 'calls' };
    deps.writeCall({ ...what, areas, actor });
  }

  function listen(socket: LiveSocket): void {
    const bucket = createTokenBucket(signalRate, deps.clock.nowMs());
    socket.on('call', (said, reply) => {
      if (typeof reply !== 'function') return;
      const answer = (reply_: CallReply) => reply(reply_);
      const no = (code: RefusalCode) => answer({ ok: false, refusal: refuse(code) });
      if (!bucket.take(deps.clock.nowMs())) return no('too-many-attempts');
      if (!isSignal.Check(said)) return no('bad-request');
      const refused = signal(socket, said);
      if (refused) return no(refused);
      answer({ ok: true, iceServers: [...deps.iceServers] });
    });
    socket.on('disconnect', () => {
      const call = callOf(socket);
      if (!call) return;
      // One of several pages that ring goes; the others ring on.
      if (call.rung.delete(socket) && call.rung.size > 0) return;
      end(call, 'connection-lost', socket);
    });
  }

  return {
    listen,
    close: () => {
      for (const call of calls.values()) end(call, 'connection-lost', null);
    },
  };
}

const partyOf = ({ data: { principal } }: LiveSocket) => ({
  accountId: principal.accountId,
  name: principal.username,
});

/** Not `volatile`, which drops what follows closely on something else: a lost candidate is a lost call. */
function tell(socket: LiveSocket, news: CallNews): void {
  socket.emit('call', news);
}
