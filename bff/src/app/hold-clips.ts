import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { HeldClip } from '@ftz/shared/contract/recording.ts';
import { holdDrafts, isStillNeeded, retentionsToWrite } from '#domain/clips-to-hold.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import type { Clock, DurableLog } from '#domain/ports.ts';
import type { Recordings } from '#domain/recordings.ts';

type Deps = {
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  recordings: Pick<Recordings, 'hold' | 'letGo' | 'held' | 'retain'>;
  clock: Clock;
  /** How long clips are held after their incident has ended. */
  days: number;
};

const againMs = 5_000;
const lookEveryMs = 3_600_000;

/**
 * Each incident keeps what its cameras saw. The log says first what is held, then the disk holds it: after a crash
 * between the two the next start makes up for it.
 */
export function holdClips({ lane, log, recordings, clock, days }: Deps): { close: () => void } {
  let closed = false;
  const timers = new Set<NodeJS.Timeout>();

  function write(incidentIds: readonly string[]): void {
    lane
      .decide(
        ({ situation, put }) => {
          put(holdDrafts(situation, incidentIds, clock.nowMs()));
          return undefined;
        },
        { messageKey: null, device: 'recorder', urgent: false },
      )
      // What could not be written is found missing at the next look.
      .catch(() => undefined);
  }

  /** Tried again until the disk has taken it. */
  async function hold(incidentId: string, clips: readonly HeldClip[]): Promise<void> {
    try {
      await recordings.hold(incidentId, clips);
    } catch {
      if (closed) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        void hold(incidentId, clips);
      }, againMs);
      timers.add(timer);
    }
  }

  function hear(events: readonly DurableEvent[]): void {
    const changed = events.flatMap((event) => {
      if (event.type === 'incident.opened') return [event.data.incident.id];
      return event.type === 'incident.alarm-joined' ? [event.data.incidentId] : [];
    });
    if (changed.length > 0) write(changed);
    for (const event of events) {
      if (event.type === 'incident.clips-held') void hold(event.data.incidentId, event.data.clips);
      // The fold of the lane has it by then.
      if (event.type === 'retention.changed') setImmediate(() => void look());
    }
  }

  /** What a crash left out, and what nobody needs any more. */
  async function look(): Promise<void> {
    const all = await recordings.held();
    // Found again at the next look, until the disk has taken it.
    for (const { incidentId, keptUntilMs } of lane.look((s) => retentionsToWrite(s, all)))
      await recordings.retain(incidentId, keptUntilMs).catch(() => undefined);
    const held = new Map(all.map((each) => [each.incidentId, each]));
    const open = lane.look(({ incidents }) =>
      Object.values(incidents).filter(({ closedAtMs }) => closedAtMs === null),
    );
    for (const { id, clips = [] } of open) {
      if (clips.length > 0 && !held.has(id)) void hold(id, clips);
    }
    write(open.map(({ id }) => id));
    for (const [incidentId, each] of held) {
      if (!lane.look((situation) => isStillNeeded(situation, each, days)))
        await recordings.letGo(incidentId).catch(() => undefined);
    }
  }

  log.onCommitted(hear);
  void look();
  const every = setInterval(() => void look(), lookEveryMs);
  return {
    close: () => {
      closed = true;
      clearInterval(every);
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
