import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { DeletedFile, EvidenceDeletion } from '@ftz/shared/contract/evidence-deletion.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { HeldClip } from '@ftz/shared/contract/recording.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import type { ClipStore } from '#adapters/storage/clip-store.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { filmsOf } from '#domain/film.ts';
import type { Clock, DurableLog, EvidenceStore } from '#domain/ports.ts';
import type { Recordings } from '#domain/recordings.ts';
import { sumOfFilm } from '#http/film-file.ts';

type Deps = {
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  evidence: Pick<EvidenceStore, 'describe' | 'delete'>;
  clips: Pick<ClipStore, 'measure' | 'delete'>;
  recordings: Pick<Recordings, 'list' | 'segment' | 'init' | 'held' | 'erase'>;
  clock: Clock;
};

type Ordered = { incidentId: string; areas: AreaId[]; deletion: EvidenceDeletion };

const againMs = 5_000;

/**
 * Carries out what two people ordered: takes the sums, then the bytes, and says each in the log before it goes on.
 * After a crash, or where a disk refuses, it is taken up where the log says that it stands.
 */
export function deleteEvidence(deps: Deps): { close: () => Promise<void> } {
  const { lane, log } = deps;
  let closed = false;
  let again: NodeJS.Timeout | null = null;
  let working: Promise<void> = Promise.resolve();

  /** One after another: a recording is read whole for its sums. */
  async function work(): Promise<void> {
    for (const ordered of lane.look(({ incidents }) =>
      Object.values(incidents).flatMap(ordersOf),
    )) {
      if (closed) return;
      await carryOut(deps, ordered).catch(lookAgain);
    }
  }

  function lookAgain(): void {
    if (closed || again) return;
    again = setTimeout(() => {
      again = null;
      start();
    }, againMs);
  }

  const start = () => {
    working = working.then(work);
  };
  log.onCommitted((events: readonly DurableEvent[]) => {
    // The fold of the lane has it by then.
    if (events.some(({ type }) => type === 'evidence.deletion-ordered')) setImmediate(start);
  });
  start();
  return {
    close: async () => {
      closed = true;
      if (again) clearTimeout(again);
      await working;
    },
  };
}

const ordersOf = ({ id, areas, deletions = [] }: Incident): Ordered[] =>
  deletions
    .filter(({ goneAtMs }) => goneAtMs === null)
    .map((deletion) => ({ incidentId: id, areas, deletion }));

async function carryOut(deps: Deps, { incidentId, areas, deletion }: Ordered): Promise<void> {
  const { pieceId } = deletion;
  const common = { areas, actor: { kind: 'machine' as const, name: 'evidence' } };
  const write = (draft: DurableDraft) =>
    deps.lane.decide(
      ({ put }) => {
        put([draft]);
        return undefined;
      },
      { messageKey: null, device: 'evidence', urgent: false },
    );
  if (deletion.files === null) {
    const files = await measure(deps, deletion);
    await write({ type: 'evidence.measured', ...common, data: { incidentId, pieceId, files } });
  }
  const remains = await takeAway(deps, incidentId, deletion);
  await write({ type: 'evidence.deleted', ...common, data: { incidentId, pieceId, remains } });
}

/** What it is known by when it is gone: as it was saved, or as it lies there now. */
async function measure(
  { evidence, clips, recordings }: Deps,
  { pieceId, kind, clip }: EvidenceDeletion,
): Promise<DeletedFile[]> {
  if (kind === 'recording') return clip === null ? [] : sumsOf(recordings, clip);
  if (kind === 'clip') {
    const measured = await clips.measure(pieceId);
    return measured === null ? [] : [measured];
  }
  const kept = await evidence.describe(pieceId);
  return kept === null ? [] : [{ bytes: kept.sizeBytes, sha256: kept.sha256 }];
}

async function sumsOf(
  recordings: Deps['recordings'],
  { cameraId, fromMs, untilMs }: HeldClip,
): Promise<DeletedFile[]> {
  const kept = await recordings.list(cameraId, { fromMs, untilMs });
  if (kept === null) throw new Error('the disk of the recordings does not answer');
  const within = kept.filter(
    ({ startsAtMs, durationMs }) => startsAtMs >= fromMs && startsAtMs + durationMs <= untilMs,
  );
  const files: DeletedFile[] = [];
  for (const film of filmsOf(within)) files.push(await sumOfFilm(recordings, cameraId, film));
  return files;
}

/** Whether something else keeps a part of it. What was merged into the incident holds under its own name. */
async function takeAway(
  { lane, evidence, clips, recordings, clock }: Deps,
  incidentId: string,
  { pieceId, kind, clip }: EvidenceDeletion,
): Promise<boolean> {
  if (kind === 'recording' && clip !== null) {
    const holders = (await recordings.held()).map((each) => each.incidentId);
    const own = lane.look((situation) =>
      holders.filter((id) => goesOnAs(situation, id) === goesOnAs(situation, incidentId)),
    );
    return recordings.erase(own, clip);
  }
  if (kind === 'clip') await clips.delete(pieceId);
  else await evidence.delete(pieceId, clock.nowMs());
  return false;
}
