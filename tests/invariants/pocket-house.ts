import type { AlarmRule, Verdict } from '@ftz/bff/domain/alarm-rule.ts';
import { holdDrafts } from '@ftz/bff/domain/clips-to-hold.ts';
import { houseClocks } from '@ftz/bff/domain/clocks/house-clocks.ts';
import type { CommandWorld } from '@ftz/bff/domain/commands/command-decision.ts';
import { decideCommand } from '@ftz/bff/domain/commands/decide-command.ts';
import { type AlarmContext, draftAlarm } from '@ftz/bff/domain/incidents/raise-alarm.ts';
import { clipEnded, clipStarted } from '@ftz/bff/domain/inspections/clip-drafts.ts';
import type { Observation } from '@ftz/bff/domain/observation.ts';
import { recordReport } from '@ftz/bff/domain/record-report.ts';
import { buildRegistry } from '@ftz/bff/domain/registry.ts';
import type { Sighting } from '@ftz/bff/domain/sighting.ts';
import { withGuests } from '@ftz/bff/domain/with-guests.ts';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { AlarmKind, Severity } from '@ftz/shared/contract/alarm.ts';
import type { DevicePin } from '@ftz/shared/contract/device.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { WaitingWall } from '@ftz/shared/contract/wall.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { foldEvent } from '@ftz/shared/state/apply-durable.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { type ActorName, peopleOfHouse, principals } from './people-of-house.ts';

/** What a machine says of a thing: that something is there, or gone. */
export type MachineWord = {
  kind: AlarmKind;
  severity: Severity;
  verdict: Verdict;
  context: AlarmContext;
};

/** One that waits to become a screen of the hall: under any code there is one, with a key of its own. */
const browserOf = (code: string, nowMs: number): WaitingWall => ({
  ...{ code, keyId: `K-${code}`, key: { x: 'x'.repeat(43), y: 'y'.repeat(43) } },
  ...{ address: '10.0.0.9', browser: 'Chromium', askedAtMs: nowMs, expiresAtMs: nowMs + 600_000 },
});

/**
 * The house without its edges: every decision, every clock and the one fold, in memory, under a clock
 * that the caller moves. A thousand hours pass in a minute, and what is decided is decided by the
 * code that decides in the running house.
 */
export class PocketHouse {
  readonly #random: Random;
  readonly #registry = buildRegistry(site, fleet(20), []);
  readonly #hear: (events: DurableEvent[]) => void;
  #fold = new Fold(emptySituation());
  #ids = 0;
  nowMs = Date.UTC(2026, 0, 1);

  constructor(random: Random, hear: (events: DurableEvent[]) => void) {
    this.#random = random;
    this.#hear = hear;
  }

  get situation(): Situation {
    return this.#fold.situation;
  }

  /** Everything that it knows is written down and read again, as a process does that starts anew. */
  restart(): void {
    this.#fold = new Fold(JSON.parse(JSON.stringify(this.#fold.handOut())));
  }

  submit(by: ActorName, command: Command): Refusal | null {
    const decision = decideCommand(command, principals[by], this.#world());
    if (!decision.ok) return decision.refusal;
    this.#write(decision.drafts);
    return null;
  }

  say({ kind, severity: _, verdict, context }: MachineWord): void {
    const rule: AlarmRule = { kind, examples: [] };
    const situation = this.#fold.situation;
    const put = (drafts: readonly DurableDraft[]) => this.#write(drafts);
    const leading = { situation, drafts: [], put };
    draftAlarm(leading, { rule, verdict, contextOf: () => context }, this.#world(), this.#newId);
  }

  /** What a lane read, and what the house answered; or what a person at the lane said of it afterwards. */
  report(observation: Observation, around: Partial<Sighting>): void {
    const sighting = { trusted: true, future: false, late: false, journey: null, ...around };
    const world = this.#world();
    this.#write(recordReport({ ...sighting, observation } as Sighting, world as never));
  }

  /** Where a device speaks from is kept: it is heard from there alone. */
  meet(pin: DevicePin): void {
    const actor = { kind: 'machine' as const, name: pin.gateway };
    this.#write([{ type: 'device.pinned', areas: [], actor, data: { pin } }]);
  }

  /** The recorder keeps the first picture of what is looked at, or ends what it keeps. */
  record(): void {
    const { situation, nowMs } = this;
    for (const { taskId, cameraIds, clips, endedAtMs } of Object.values(situation.inspections)) {
      const running = clips.find(({ untilMs }) => untilMs === null);
      const [cameraId = ''] = cameraIds;
      const begun = { id: this.#newId('C'), cameraId, fromMs: nowMs, untilMs: null };
      const clip = { ...begun, bytes: null, sha256: null };
      if (running && endedAtMs !== null)
        this.#write(clipEnded(situation, taskId, { ...running, untilMs: nowMs }, 'ended'));
      else if (!running && endedAtMs === null) this.#write(clipStarted(situation, taskId, clip));
    }
    const newest = Object.keys(situation.incidents).slice(-3);
    this.#write(holdDrafts(situation, newest, nowMs));
  }

  /** What was ordered gone is measured, and at the next look it is gone. */
  shred(): void {
    const actor = { kind: 'machine' as const, name: 'evidence' };
    for (const { id: incidentId, areas, deletions = [] } of Object.values(this.situation.incidents))
      for (const { pieceId, files, goneAtMs } of deletions) {
        const ref = { incidentId, pieceId };
        if (files === null)
          this.#write([{ type: 'evidence.measured', areas, actor, data: { ...ref, files: [] } }]);
        else if (goneAtMs === null)
          this.#write([
            { type: 'evidence.deleted', areas, actor, data: { ...ref, remains: false } },
          ]);
      }
  }

  /** Time passes; every clock looks. */
  pass(ms: number): void {
    this.nowMs += ms;
    for (const clock of houseClocks) this.#write(clock.due(this.#world()));
  }

  /** Somebody sets the machine's clock. */
  setClock(byMs: number): void {
    this.nowMs += byMs;
    this.#write([
      {
        type: 'clock.set',
        areas: [...areaIds],
        actor: { kind: 'machine', name: 'clock' },
        data: { byMs },
      },
    ]);
    this.pass(0);
  }

  readonly #newId = (prefix: string): string => {
    this.#ids += 1;
    return `${prefix}${this.#ids}`;
  };

  #world(): CommandWorld {
    return {
      situation: this.#fold.situation,
      units: site.units,
      registry: this.#registry,
      people: peopleOfHouse,
      limits: siteTimeLimits,
      siteCodes: (gateId) => gateId,
      waitingWall: (code) => browserOf(code, this.nowMs),
      wallSilence: () => ({ ms: 0, isHeard: false }),
      nowMs: this.nowMs,
      newId: this.#newId,
      dice: () => Math.floor(this.#random.next() * 2 ** 32),
    };
  }

  #write(drafts: readonly DurableDraft[]): void {
    const events = drafts.map((draft): DurableEvent => {
      const { dedupeKey: _, ...entry } = withGuests(this.#fold.situation, draft, this.nowMs);
      const { seq, atMs } = this.#fold.situation;
      const event = { ...entry, seq: seq + 1, atMs: Math.max(atMs, this.nowMs) } as DurableEvent;
      foldEvent(this.#fold, event);
      return event;
    });
    if (events.length > 0) this.#hear(events);
  }
}
