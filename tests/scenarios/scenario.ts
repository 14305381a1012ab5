import type { After } from '#faults/harness/undo.ts';

/** What a scenario is held to: each figure beside its limit. */
export type Measured = {
  what: string;
  value: number;
  unit: string;
  limit: number;
  holds: boolean;
};

export type Stage = {
  after: After;
  /** Notes a figure that must not be above its limit. */
  atMost: (what: string, value: number, unit: string, limit: number) => void;
  /** Notes a count that must be exactly this. */
  exactly: (what: string, value: number, expected: number) => void;
  /** Where a screenshot of this scenario goes. */
  shot: (name: string) => string;
  say: (line: string) => void;
};

/** One story of the usability catalogue, played as people would against the running product. */
export type Scenario = {
  name: string;
  story: string;
  play: (stage: Stage) => Promise<void>;
};
