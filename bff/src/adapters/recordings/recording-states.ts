import type { RecordingTrouble } from '@ftz/shared/contract/recording.ts';
import type { RecordingState } from '#domain/recordings.ts';

/** So long without a new segment, and nothing is being recorded. */
const silentAfterMs = 20_000;

type Kept = {
  newestMs: number | null;
  /** When something was written last; the start where nothing was. */
  writtenAtMs: number;
  /** Since when without a break; null: nothing was written yet. */
  unbrokenSinceMs: number | null;
  trouble: { what: RecordingTrouble; sinceMs: number } | null;
};

/** How the recording of each camera goes; `hangs` says whether the disk answers. */
export class RecordingStates {
  readonly #kept: Map<string, Kept>;
  readonly #nowMs: () => number;
  readonly #hangs: () => boolean;
  lost = 0;

  constructor(cameraIds: readonly string[], nowMs: () => number, hangs: () => boolean) {
    this.#nowMs = nowMs;
    this.#hangs = hangs;
    const kept: Kept = {
      newestMs: null,
      writtenAtMs: nowMs(),
      unbrokenSinceMs: null,
      trouble: null,
    };
    this.#kept = new Map(cameraIds.map((id) => [id, { ...kept }]));
  }

  isRecorded(cameraId: string): boolean {
    return this.#kept.has(cameraId);
  }

  written(cameraId: string, newestMs: number): void {
    const before = this.#kept.get(cameraId);
    const writtenAtMs = this.#nowMs();
    const goesOn =
      before && before.trouble === null && writtenAtMs - before.writtenAtMs <= silentAfterMs;
    const unbrokenSinceMs = (goesOn ? before.unbrokenSinceMs : null) ?? writtenAtMs;
    this.#kept.set(cameraId, { newestMs, writtenAtMs, unbrokenSinceMs, trouble: null });
  }

  failed(cameraId: string, trouble: RecordingTrouble): void {
    this.lost += 1;
    const kept = this.#kept.get(cameraId);
    if (kept && kept.trouble?.what !== trouble)
      kept.trouble = { what: trouble, sinceMs: kept.trouble?.sinceMs ?? this.#nowMs() };
  }

  of(cameraId: string): RecordingState | null {
    const kept = this.#kept.get(cameraId);
    if (!kept) return null;
    const { newestMs, writtenAtMs, trouble, unbrokenSinceMs } = kept;
    const not = (what: RecordingTrouble) => ({ newestMs, trouble: what, sinceMs: writtenAtMs });
    if (this.#hangs()) return not('disk-stalled');
    if (trouble !== null) return { newestMs, trouble: trouble.what, sinceMs: trouble.sinceMs };
    if (this.#nowMs() - writtenAtMs > silentAfterMs) return not('no-picture');
    return { newestMs, trouble: null, sinceMs: unbrokenSinceMs };
  }

  /** `shortBytes`: of what must stay free on the disk. */
  health(shortBytes: number): { ok: boolean; detail: string } {
    const troubles = [...this.#kept.keys()].map((id) => this.of(id)?.trouble ?? null);
    const count = (wanted: RecordingTrouble | null) =>
      troubles.filter((trouble) => trouble === wanted).length;
    const said = (['no-picture', 'disk-full', 'disk-stalled'] as const)
      .filter((trouble) => count(trouble) > 0)
      .map((trouble) => `, ${count(trouble)} ${trouble}`);
    const detail = `${count(null)} of ${troubles.length} cameras are recorded${said.join('')}; ${this.lost} segments lost`;
    const short =
      shortBytes > 0
        ? `; others fill the disk, ${(shortBytes / 1e9).toFixed(2)} GB of what must stay free are missing`
        : '';
    const isWell = count('disk-full') + count('disk-stalled') === 0 && shortBytes === 0;
    return { ok: isWell, detail: `${detail}${short}` };
  }
}
