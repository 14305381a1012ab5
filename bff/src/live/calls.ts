import type { Call, CallNews, CallSignal } from '@ftz/shared/contract/call.ts';
import type { RefusalCode } from '@ftz/shared/contract/refusal.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { type CallSide, calledFrom, sideOf } from '#domain/call-parties.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';
import { type CallWriting, partyOf, writeCalls } from './write-calls.ts';

const ringsForMs = 30_000;

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

/** The calls that ring or go on, and what each signal makes of its own. */
export class Calls {
  readonly #deps: LiveDeps;
  readonly #sockets: () => Iterable<LiveSocket>;
  readonly #writing: CallWriting;
  readonly #calls = new Map<string, Ringing>();

  constructor(deps: LiveDeps, sockets: () => Iterable<LiveSocket>) {
    this.#deps = deps;
    this.#sockets = sockets;
    this.#writing = writeCalls(deps);
    for (const call of Object.values(this.#situation.calls))
      this.#writing.ended(call, 'interrupted', null);
  }

  /** Null: it was done. */
  take(socket: LiveSocket, said: CallSignal): RefusalCode | null {
    if (said.kind === 'ring') return this.#ring(socket, said);
    const call = this.#calls.get(said.callId);
    if (!call || this.#callOf(socket) !== call) return 'not-found';
    switch (said.kind) {
      case 'accept':
        return this.#accept(socket, call);
      case 'decline':
        return this.#end(call, 'declined', socket);
      case 'hang-up':
        return this.#end(call, 'hung-up', socket);
      default:
        return this.#pass(socket, call, said);
    }
  }

  lose(socket: LiveSocket): void {
    const call = this.#callOf(socket);
    if (!call) return;
    // One of several pages that ring goes; the others ring on.
    if (call.rung.delete(socket) && call.rung.size > 0) return;
    this.#end(call, 'connection-lost', socket);
  }

  close(): void {
    for (const call of this.#calls.values()) this.#end(call, 'connection-lost', null);
  }

  #ring(socket: LiveSocket, { callId, taskId }: Kind<'ring'>): RefusalCode | null {
    const { principal } = socket.data;
    const side = sideOf(this.#situation, taskId, principal);
    if (!side) return 'not-found';
    if (this.#calls.has(callId)) return 'bad-request';
    const rung = this.#freeOnOtherSide(socket, side);
    if (typeof rung === 'string') return rung;
    const call: Ringing = {
      id: callId,
      task: side.task,
      from: socket,
      rung: new Set(rung),
      to: null,
      call: null,
      timer: null,
    };
    call.timer = setTimeout(() => this.#end(call, 'no-answer', null), ringsForMs);
    this.#calls.set(callId, call);
    const from = principal.username;
    const iceServers = [...this.#deps.iceServers];
    for (const other of rung) tell(other, { kind: 'ringing', callId, taskId, from, iceServers });
    return null;
  }

  /** Pages of whoever is called from this side, or why none of them can be rung. */
  #freeOnOtherSide(
    socket: LiveSocket,
    side: { task: Task; side: CallSide },
  ): LiveSocket[] | RefusalCode {
    const { accountId } = socket.data.principal;
    const called = calledFrom(this.#situation, side);
    if (called.length === 0) return 'wrong-state';
    const online = [...this.#sockets()].filter(
      ({ data }) =>
        data.principal.accountId !== accountId &&
        called.includes(data.principal.username) &&
        sideOf(this.#situation, side.task.id, data.principal) !== null,
    );
    if (online.length === 0) return 'nobody-answers';
    const free = online.filter((other) => this.#callOf(other) === undefined);
    return free.length === 0 || this.#callOf(socket) ? 'in-a-call' : free;
  }

  #accept(socket: LiveSocket, call: Ringing): RefusalCode | null {
    if (!call.rung.has(socket) || call.to) return 'wrong-state';
    if (!this.#isStillTheirs(call, socket)) {
      this.#end(call, 'hung-up', socket);
      return 'not-found';
    }
    if (call.timer) clearTimeout(call.timer);
    for (const other of call.rung)
      if (other !== socket) tell(other, { kind: 'over', callId: call.id, why: 'hung-up' });
    call.rung.clear();
    call.to = socket;
    call.call = {
      id: call.id,
      taskId: call.task.id,
      incidentId: call.task.incidentId,
      areas: areasOfTask(this.#situation, call.task),
      from: partyOf(call.from),
      to: partyOf(socket),
      startedAtMs: this.#deps.clock.nowMs(),
    };
    this.#writing.began(call.call, socket);
    tell(call.from, { kind: 'accepted', callId: call.id });
    return null;
  }

  #pass(
    socket: LiveSocket,
    call: Ringing,
    said: Kind<'description' | 'candidate'>,
  ): RefusalCode | null {
    const other = socket === call.from ? call.to : call.from;
    if (!call.to || !other || (socket !== call.from && socket !== call.to)) return 'wrong-state';
    if (!this.#isStillTheirs(call, socket) || !this.#isStillTheirs(call, other)) {
      this.#end(call, 'hung-up', socket);
      return 'not-found';
    }
    tell(other, said);
    return null;
  }

  #end(
    call: Ringing,
    why: Extract<CallNews, { kind: 'over' }>['why'],
    by: LiveSocket | null,
  ): null {
    if (!this.#calls.delete(call.id)) return null;
    if (call.timer) clearTimeout(call.timer);
    for (const other of new Set([call.from, call.to, ...call.rung]))
      if (other && other !== by) tell(other, { kind: 'over', callId: call.id, why });
    if (call.call) this.#writing.ended(call.call, why === 'connection-lost' ? why : 'hung-up', by);
    return null;
  }

  get #situation() {
    return this.#deps.world().situation;
  }

  #callOf(socket: LiveSocket): Ringing | undefined {
    return [...this.#calls.values()].find(
      ({ from, to, rung }) => [from, to].includes(socket) || rung.has(socket),
    );
  }

  #isStillTheirs({ task }: Ringing, { data }: LiveSocket): boolean {
    return sideOf(this.#situation, task.id, data.principal) !== null;
  }
}

/** Not `volatile`, which drops what follows closely on something else: a lost candidate is a lost call. */
function tell(socket: LiveSocket, news: CallNews): void {
  socket.emit('call', news);
}
