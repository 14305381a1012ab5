import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Conclusion } from '@ftz/shared/contract/incident.ts';
import type { LanePassage } from '@ftz/shared/contract/lane-passage.ts';
import type { Outage } from '@ftz/shared/contract/outage.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { type AlarmRow, type ConclusionRow, rowAt, rowOfAlarm, type TookRow } from './alarm-row.ts';
import { takeEntry } from './take-entry.ts';

/** No shorter than the longest period that can be asked for, and a day more. */
const keptMs = 31 * 86_400_000;
/** Gone again so soon that nobody could have acted. */
const fleetingMs = 60_000;
/** Throughput is of the last hour; what came late is waited for once as long. */
const passedKeptMs = 2 * 3_600_000;

export type Blindness = AlarmRow & { untilMs: number | null };
/** Somebody tried what he may not. */
export type Attempt = { atMs: number; areas: AreaId[]; incidentId: string | null; command: string };
/** A source that people took out of service: what happens there is not announced. */
export type ShutSpan = {
  outageId: string;
  area: AreaId;
  entityId: string;
  fromMs: number;
  untilMs: number | null;
};
export type Passed = Pick<LanePassage, 'area' | 'direction'> & { atMs: number };
export type DutySpan = { person: Person; fromMs: number; untilMs: number | null };

type OpenAlarm = AlarmRow & {
  lastRaisedAtMs: number;
  acknowledged: boolean;
  isThere: boolean;
  /** Set aside: it is counted, and asks for nothing. */
  isAside: boolean;
  shelvedUntilMs: number | null;
  /** As it is counted: learns, too, which incident it belongs to. */
  counted: AlarmRow;
};
type KnownIncident = {
  first: AlarmRow;
  acknowledgedAtMs: number | null;
  alarmIds: Set<string>;
  kinds: Set<TaskKind>;
};

/**
 * What the figures are counted from: taken entry by entry from the log, in its order, and nothing
 * else, so that a book that followed and one that reads the log anew hold the same.
 */
export class FigureBook {
  upToSeq = 0;
  atMs = 0;
  /** An alarm asked for an acknowledgement: it came, or came again after one. */
  readonly annunciations: AlarmRow[] = [];
  /** It came, or came again, whether or not that asked for anything. */
  readonly activations: AlarmRow[] = [];
  readonly reRaised: AlarmRow[] = [];
  readonly fleeting: AlarmRow[] = [];
  readonly acknowledged: TookRow[] = [];
  readonly dispatched: TookRow[] = [];
  readonly arrived: TookRow[] = [];
  readonly concluded: ConclusionRow[] = [];
  /** A patrol was sent; `tookMs` 1: after somebody had looked by video, else 0. */
  readonly verified: TookRow[] = [];
  readonly blind: Blindness[] = [];
  readonly attempts: Attempt[] = [];
  readonly duties: DutySpan[] = [];
  readonly shut: ShutSpan[] = [];
  readonly passed: Passed[] = [];
  /** Incidents that were only played. */
  readonly drills = new Set<string>();
  readonly open = new Map<string, OpenAlarm>();
  readonly #incidents = new Map<string, KnownIncident>();
  readonly #tasks = new Map<string, TookRow>();
  /** Those that are asked for or planned, and not yet in force. */
  readonly #outages = new Map<string, Outage>();
  #prunedAtMs = 0;

  take(event: DurableEvent): void {
    this.upToSeq = event.seq;
    this.atMs = event.atMs;
    takeEntry(this, event);
    this.#prune();
  }

  raise(alarm: Alarm, atMs: number): void {
    const row = rowOfAlarm(alarm, atMs);
    if (alarm.suppression === null) this.annunciations.push(row);
    this.activations.push(row);
    const open = {
      ...row,
      lastRaisedAtMs: atMs,
      acknowledged: false,
      isThere: true,
      isAside: alarm.suppression !== null,
      shelvedUntilMs: null,
      counted: row,
    };
    this.open.set(alarm.id, open);
    if (alarm.kind === 'device-lost') this.blind.push({ ...row, untilMs: null });
  }

  repeat(alarmId: string, severity: Severity, atMs: number): void {
    const open = this.open.get(alarmId);
    if (!open) return;
    open.severity = Math.min(open.severity, severity) as Severity;
    const row = rowAt(open, atMs);
    this.activations.push(row);
    open.counted = row;
    if (!open.isThere && open.kind === 'device-lost') this.blind.push({ ...row, untilMs: null });
    if (open.acknowledged && !open.isAside) {
      this.annunciations.push(row);
      this.reRaised.push(row);
    }
    Object.assign(open, { lastRaisedAtMs: atMs, acknowledged: false, isThere: true });
  }

  acknowledge(alarmId: string, atMs: number): void {
    const open = this.open.get(alarmId);
    if (!open || open.acknowledged) return;
    const tookMs = Math.max(0, atMs - open.lastRaisedAtMs);
    this.acknowledged.push({ ...rowAt(open, atMs), tookMs });
    open.acknowledged = true;
    const incident = this.#incidents.get(open.incidentId ?? '');
    if (incident) incident.acknowledgedAtMs ??= atMs;
    if (!open.isThere && open.incidentId === null) this.open.delete(alarmId);
  }

  return(alarmId: string, atMs: number): void {
    const open = this.open.get(alarmId);
    if (!open) return;
    open.isThere = false;
    const isFleeting = !open.acknowledged && atMs - open.lastRaisedAtMs <= fleetingMs;
    if (isFleeting) this.fleeting.push(rowAt(open, atMs));
    const dark = this.blind.findLast((each) => each.alarmId === alarmId && each.untilMs === null);
    if (dark) dark.untilMs = atMs;
    if (open.acknowledged && open.incidentId === null) this.open.delete(alarmId);
  }

  setAside(alarmId: string, untilMs: number | null, isAside: boolean): void {
    const open = this.open.get(alarmId);
    if (open) Object.assign(open, { isAside, shelvedUntilMs: untilMs });
  }

  /** It calls again: acknowledged and forgotten, or no longer set aside. */
  askAgain(alarmId: string, atMs: number): void {
    const open = this.open.get(alarmId);
    if (!open?.isThere) return;
    this.annunciations.push(rowAt(open, atMs));
    Object.assign(open, { acknowledged: false, isAside: false, lastRaisedAtMs: atMs });
  }

  openIncident(id: string, alarmId: string, atMs: number): void {
    const first = this.open.get(alarmId);
    if (!first) return;
    first.incidentId = id;
    first.counted.incidentId = id;
    const known = {
      first: rowAt(first, atMs),
      acknowledgedAtMs: null,
      alarmIds: new Set([alarmId]),
      kinds: new Set<TaskKind>(),
    };
    this.#incidents.set(id, known);
  }

  join(id: string, alarmId: string): void {
    const open = this.open.get(alarmId);
    if (open) {
      open.incidentId = id;
      open.counted.incidentId = id;
    }
    this.#incidents.get(id)?.alarmIds.add(alarmId);
  }

  issue(taskId: string, incidentId: string, kind: TaskKind, area: AreaId, atMs: number): void {
    const incident = this.#incidents.get(incidentId);
    if (!incident) return;
    const row = { ...incident.first, atMs };
    // The first task answers the alarm; what follows it answers what the first one found.
    if (incident.kinds.size === 0) {
      const since = incident.acknowledgedAtMs ?? incident.first.atMs;
      this.dispatched.push({ ...row, tookMs: Math.max(0, atMs - since) });
    }
    if (kind === 'mobile-verification') {
      if (!incident.kinds.has(kind)) {
        this.verified.push({ ...row, tookMs: incident.kinds.has('video-inspection') ? 1 : 0 });
      }
      this.#tasks.set(taskId, { ...row, area, tookMs: 0 });
    }
    incident.kinds.add(kind);
  }

  arrive(taskId: string, atMs: number): void {
    const task = this.#tasks.get(taskId);
    if (!task) return;
    this.#tasks.delete(taskId);
    this.arrived.push({ ...task, atMs, tookMs: Math.max(0, atMs - task.atMs) });
  }

  conclude(id: string, conclusion: Conclusion, atMs: number): void {
    const incident = this.#incidents.get(id);
    if (!incident) return;
    for (const alarmId of incident.alarmIds) this.open.delete(alarmId);
    this.#incidents.delete(id);
    this.concluded.push({ ...incident.first, atMs, conclusion });
  }

  begin(person: Person, atMs: number): void {
    this.end(person.accountId, atMs);
    this.duties.push({ person, fromMs: atMs, untilMs: null });
  }

  end(accountId: string, atMs: number): void {
    const span = this.duties.findLast(
      ({ person, untilMs }) => person.accountId === accountId && untilMs === null,
    );
    if (span) span.untilMs = atMs;
  }

  planOutage(outage: Outage): void {
    this.#outages.set(outage.id, outage);
  }

  /** In force from now on; a plan that suppresses says that nothing is wrong there, and blinds nobody. */
  beginOutage(outageId: string, atMs: number): void {
    const outage = this.#outages.get(outageId);
    this.#outages.delete(outageId);
    if (outage?.how !== 'out-of-service') return;
    const { area, source } = outage;
    this.shut.push({ outageId, area, entityId: source.entityId, fromMs: atMs, untilMs: null });
  }

  endOutage(outageId: string, atMs: number): void {
    this.#outages.delete(outageId);
    const span = this.shut.findLast((one) => one.outageId === outageId && one.untilMs === null);
    if (span) span.untilMs = atMs;
  }

  /** Once an hour of the log's own time: who reads it anew forgets the same. */
  #prune(): void {
    if (this.atMs - this.#prunedAtMs < 3_600_000) return;
    this.#prunedAtMs = this.atMs;
    const beforeMs = this.atMs - keptMs;
    const rows = [
      this.annunciations,
      this.activations,
      this.reRaised,
      this.fleeting,
      this.acknowledged,
      this.dispatched,
      this.arrived,
      this.concluded,
      this.verified,
    ];
    for (const list of rows) {
      const kept = list.findIndex(({ atMs }) => atMs >= beforeMs);
      list.splice(0, kept < 0 ? list.length : kept);
    }
    keepOnly(this.blind, ({ untilMs }) => (untilMs ?? this.atMs) >= beforeMs);
    keepOnly(this.shut, ({ untilMs }) => (untilMs ?? this.atMs) >= beforeMs);
    keepOnly(this.passed, ({ atMs }) => atMs >= this.atMs - passedKeptMs);
    keepOnly(this.attempts, ({ atMs }) => atMs >= beforeMs);
    keepOnly(this.duties, ({ untilMs }) => (untilMs ?? this.atMs) >= beforeMs);
    forget(this.#incidents, ({ first }) => first.atMs < beforeMs);
    forget(this.#outages, ({ untilMs }) => untilMs < beforeMs);
    forget(this.#tasks, ({ atMs }) => atMs < beforeMs);
    forget(this.open, ({ atMs }) => atMs < beforeMs);
  }
}

function forget<T>(known: Map<string, T>, isOld: (each: T) => boolean): void {
  for (const [id, each] of known) if (isOld(each)) known.delete(id);
}

function keepOnly<T>(list: T[], stays: (each: T) => boolean): void {
  const kept = list.filter(stays);
  if (kept.length < list.length) list.splice(0, list.length, ...kept);
}
