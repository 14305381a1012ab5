import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { ClipEnd, InspectionClip } from '@ftz/shared/contract/inspection.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { ClipStore } from '#adapters/storage/clip-store.ts';
import type { CameraSource } from '#domain/camera-source.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { clipEnded, clipStarted } from '#domain/inspections/clip-drafts.ts';
import type { DurableLog, IdSource } from '#domain/ports.ts';
import { type ClipRecording, recordClip } from './record-clip.ts';

type Deps = {
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  cameras: CameraSource;
  clips: ClipStore;
  newId: IdSource;
};

const lookEveryMs = 2_000;
/** Of all inspections together. */
const mostAtOnce = 16;

type Running = ClipRecording & { taskId: string; cameraId: string };

/**
 * Records what open inspections look at, as the log says which. A house that starts again closes what it
 * left open with what is on the disk, and records on.
 */
export function recordInspections(deps: Deps): { close: () => Promise<void> } {
  const { lane, log, cameras, clips, newId } = deps;
  const running = new Map<string, Running>();

  function write(draft: (situation: Situation) => DurableDraft[]) {
    return lane
      .decide(
        ({ situation, put }) => {
          put(draft(situation));
          return undefined;
        },
        { messageKey: null, device: 'recorder', urgent: true },
      )
      .catch(() => []);
  }

  const started = (taskId: string, clip: InspectionClip) =>
    write((situation) => clipStarted(situation, taskId, clip));
  const done = (taskId: string, clip: InspectionClip, why: ClipEnd) =>
    write((situation) => clipEnded(situation, taskId, clip, why));

  function start(taskId: string, cameraId: string): void {
    const id = newId('C');
    const clip = { id, cameraId, fromMs: 0, untilMs: null, bytes: null, sha256: null };
    const recording = recordClip(id, cameraId, {
      cameras,
      clips,
      onStarted: (fromMs) => {
        clip.fromMs = fromMs;
        return started(taskId, { ...clip });
      },
      onDone: ({ why, ...end }) => done(taskId, { ...clip, ...end }, why),
    });
    running.set(`${taskId}/${cameraId}`, { ...recording, taskId, cameraId });
  }

  /** Brings what is recorded to what should be. */
  function follow(): void {
    const open = lane.look(({ inspections }) =>
      Object.values(inspections).filter(({ endedAtMs }) => endedAtMs === null),
    );
    const wanted = new Set(
      open.flatMap(({ taskId, cameraIds }) => cameraIds.map((id) => `${taskId}/${id}`)),
    );
    for (const [key, recording] of running) {
      if (wanted.has(key)) continue;
      running.delete(key);
      const isOver = !open.some(({ taskId }) => taskId === recording.taskId);
      void recording.stop(isOver ? 'ended' : 'replaced');
    }
    for (const { taskId, cameraIds } of open)
      for (const cameraId of cameraIds)
        if (!running.has(`${taskId}/${cameraId}`) && running.size < mostAtOnce)
          start(taskId, cameraId);
  }

  /** A clip without an end is one that a dead process left. */
  async function closeLeftovers(): Promise<void> {
    const left = lane.look(({ inspections }) =>
      Object.values(inspections).flatMap(({ taskId, clips }) =>
        clips.filter(({ untilMs }) => untilMs === null).map((clip) => ({ taskId, clip })),
      ),
    );
    for (const { taskId, clip } of left) {
      const measured = (await clips.measure(clip.id)) ?? { bytes: 0, sha256: null };
      await done(taskId, { ...clip, ...measured, untilMs: clip.fromMs }, 'interrupted');
    }
  }

  const ready = closeLeftovers().catch(() => undefined);
  log.onCommitted((events) => {
    if (events.some(({ type }) => type.startsWith('inspection.')))
      setImmediate(() => void ready.then(follow));
  });
  const beat = setInterval(() => void ready.then(follow), lookEveryMs);
  return {
    close: async () => {
      clearInterval(beat);
      await Promise.allSettled([...running.values()].map(({ stop }) => stop('interrupted')));
    },
  };
}
