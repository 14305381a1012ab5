import type { AlarmKind, EntityKind, Fact, Severity } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Sighting, World } from './sighting.ts';

/** What a rule says of one thing. Rules judge; whether an alarm is new, goes on or ends is decided after them. */
export type Verdict =
  | {
      condition: 'present';
      severity: Severity;
      entityKind: EntityKind;
      entityId: string;
      facts: Fact[];
      /**
       * True for a thing that happens (a rope is cut again): each one asks for a new acknowledgement.
       * False for a thing that lasts (off its route): it raises once until it has ended.
       */
      happens: boolean;
    }
  | { condition: 'gone'; entityId: string };

/** A verdict that no report caused, with what a report would have told. */
export type SweepVerdict = {
  verdict: Verdict;
  area: AreaId;
  point: LonLat | null;
  vehicleId: string | null;
  sealId: string | null;
  /** Where a gate is what it is about. */
  gateId?: string;
  /** Where a journey is: its vehicle may be on another one by now. */
  journey?: Journey;
};

/**
 * One alarm rule: one file in `rules/`, found by its place. `judge` looks at each trusted report,
 * `sweep` runs every few seconds for what shows itself by silence. Both are pure.
 */
export type AlarmRule = {
  kind: AlarmKind;
  judge?: (sighting: Sighting, world: World) => Verdict | null;
  sweep?: (world: World) => SweepVerdict[];
  /** Read them as the rule's specification; a conformance test runs every one. */
  examples: RuleExample[];
};

export type RuleExample = {
  says: string;
  /** Builds the case and runs the rule on it. */
  verdict: () => Verdict | null | undefined;
  expect: { condition: 'present'; severity: Severity } | { condition: 'gone' } | null;
};
