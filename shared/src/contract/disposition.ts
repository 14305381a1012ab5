import { type Static, Type } from 'typebox';
import { AlarmKind, Severity } from './alarm.ts';
import { CauseCode } from './cause-code.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Conclusion } from './incident.ts';
import { Nullable } from './nullable.ts';

/**
 * What is abnormal enough that one signature does not do: a closed list. The first four come from how
 * an incident is concluded; the others are acts by themselves, which name their kind and nothing else.
 */
export const abnormalKinds = [
  'closed-as-false',
  'restore-forced',
  'released-after-mismatch',
  'seal-break-accepted',
  'random-draw-waived',
  'journey-written-off',
  'barrier-opened-by-hand',
  'evidence-deleted',
  'retention-changed',
  'rule-published',
  'device-out-of-service',
] as const;
export const AbnormalKind = Type.Enum(abnormalKinds);
export type AbnormalKind = Static<typeof AbnormalKind>;

/** What an act is done to; of a lane's reading, its lane and its number; of evidence, see `keptPieces`. */
export const ActEntityId = Type.String({ minLength: 1, maxLength: 160 });

/** What is concluded: an incident, or an abnormal act that stands by itself. */
export const DispositionSubject = Type.Union([
  Type.Object({ kind: Type.Literal('incident') }),
  Type.Object({ kind: Type.Literal('act'), act: AbnormalKind, entityId: ActEntityId }),
]);
export type DispositionSubject = Static<typeof DispositionSubject>;

/** Of an incident what it was; of an act whether it is right to do it. */
export const actConclusions = ['justified', 'not-justified'] as const;
export const DispositionConclusion = Type.Union([Conclusion, Type.Enum(actConclusions)]);
export type DispositionConclusion = Static<typeof DispositionConclusion>;

/** What one officer concludes. `evidence` names what he rests it on: photographs, tasks, cameras. */
export const Verdict = Type.Object({
  conclusion: DispositionConclusion,
  cause: CauseCode,
  note: Type.String({ maxLength: 2000 }),
  evidence: Type.Array(Id, { maxItems: 20 }),
});
export type Verdict = Static<typeof Verdict>;

/** The first verdict, with why it takes two, and why it stands though something has not returned. */
export const FirstWord = Type.Object({
  verdict: Verdict,
  abnormal: Type.Array(AbnormalKind),
  forcedRestore: Nullable(Type.String({ maxLength: 500 })),
});
export type FirstWord = Static<typeof FirstWord>;

/** Who signs: the account that he used, and the human being that he is. */
export const Signer = Type.Object({ accountId: Id, personId: Id, name: Type.String() });
export type Signer = Static<typeof Signer>;

/** Why somebody on duty cannot be the second: a closed list, each with its word on the screen. */
export const reviewExclusions = [
  'is-author',
  'took-part',
  'no-licence',
  'role',
  'not-his-area',
  'same-office',
  'passed-over',
] as const;
export const ReviewExclusion = Type.Enum(reviewExclusions);
export type ReviewExclusion = Static<typeof ReviewExclusion>;

export const drawReasons = ['first', 'off-duty', 'not-in-time', 'no-longer-eligible'] as const;
export const DrawReason = Type.Enum(drawReasons);
export type DrawReason = Static<typeof DrawReason>;

/** Everything that a stranger needs to draw again and find the same: see `drawSecond`. */
export const Draw = Type.Object({
  why: DrawReason,
  candidates: Type.Array(Signer, { minItems: 1 }),
  excluded: Type.Array(Type.Object({ accountId: Id, why: ReviewExclusion })),
  seed: Type.Integer({ minimum: 0, maximum: 0xffffffff }),
  drawn: Signer,
  atMs: Millis,
});
export type Draw = Static<typeof Draw>;

/**
 * `concur` and `in-force` are passed through in the entry that ends the review; a `draft` is what the
 * second officer, or who adjudicates, gave back.
 */
export const dispositionStates = [
  'draft',
  'submitted',
  'second-assigned',
  'second-blind',
  'concur',
  'adjudication',
  'in-force',
  'locked',
  'amended',
] as const;
export const DispositionState = Type.Enum(dispositionStates);
export type DispositionState = Static<typeof DispositionState>;

/** Why nobody has it: nobody on duty may, or nobody of another office. */
export const WaitingFor = Type.Enum(['anybody', 'other-office']);
export type WaitingFor = Static<typeof WaitingFor>;

/** The conclusion in law about an incident, or about an abnormal act. */
export const Disposition = Type.Object({
  id: Id,
  version: Type.Integer({ minimum: 1 }),
  state: DispositionState,
  subject: DispositionSubject,
  /** The incident that it closes, or that the act belongs to. */
  incidentId: Nullable(Id),
  areas: Type.Array(AreaId, { minItems: 1 }),
  severity: Severity,
  /** Of the incident; null for an act that belongs to none. */
  alarmKind: Nullable(AlarmKind),
  needsSecond: Type.Boolean(),
  /** The one that this replaces when it comes into force, and the one that replaced this. */
  amends: Nullable(Id),
  amendedBy: Nullable(Id),
  /** In an emergency it was done first and is reviewed after. */
  actedFirst: Type.Boolean(),
  author: Signer,
  submittedAtMs: Millis,
  /** Null until the second has recorded his own, for all but its author and those who audit. */
  first: Nullable(FirstWord),
  waitingFor: Nullable(WaitingFor),
  second: Nullable(Signer),
  /** By when the second must have begun, then by when he must have concluded: or another is drawn. */
  secondDueAtMs: Nullable(Millis),
  startedAtMs: Nullable(Millis),
  secondVerdict: Nullable(Verdict),
  secondAtMs: Nullable(Millis),
  adjudicator: Nullable(Signer),
  adjudicatedVerdict: Nullable(Verdict),
  /** When it is late: it then stays pending, and a shift leader is told. */
  reviewDueAtMs: Millis,
  late: Type.Boolean(),
  draws: Type.Array(Draw),
  returned: Nullable(Type.Object({ by: Signer, reason: Type.String(), atMs: Millis })),
  /** What holds in the end. */
  verdict: Nullable(Verdict),
  inForceAtMs: Nullable(Millis),
});
export type Disposition = Static<typeof Disposition>;

/** What became of one alarm: the answer that goes back to the rule that raised it. */
export const RuleOutcome = Type.Object({
  alarmId: Id,
  rule: AlarmKind,
  entityId: Id,
  area: AreaId,
  raisedAtMs: Millis,
});
export type RuleOutcome = Static<typeof RuleOutcome>;
