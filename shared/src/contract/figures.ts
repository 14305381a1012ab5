import { type Static, Type } from 'typebox';
import { AlarmKind, Severity } from './alarm.ts';
import { AreaId, Id, Millis } from './ids.ts';
import { Nullable } from './nullable.ts';

export const figurePeriods = ['ten-minutes', 'shift', 'day', 'week', 'month'] as const;
export const FigurePeriod = Type.Enum(figurePeriods);
export type FigurePeriod = Static<typeof FigurePeriod>;

/** What is measured: of alarm systems in general (ISA-18.2), then of how this house answers. */
export const figureNames = [
  'alarms-per-operator-hour',
  'alarms-per-ten-minutes',
  'busy-periods',
  'flood-time',
  'most-in-ten-minutes',
  'top-ten-share',
  'chattering',
  'fleeting',
  'stale',
  'critical-share',
  'high-share',
  'unauthorised',
  'acknowledge-p50',
  'acknowledge-p90',
  'acknowledge-p95',
  'dispatch-p90',
  'dispatch-p95',
  'arrive-p90',
  'false-share',
  're-raised-share',
  'video-first-share',
  'shelved-now',
  'blind-minutes',
] as const;
export const FigureName = Type.Enum(figureNames);
export type FigureName = Static<typeof FigureName>;

/** `good`: within its target; `watch`: beyond it; `act`: beyond the level at which something is done about it. */
export const Verdict = Type.Enum(['good', 'watch', 'act']);
export type Verdict = Static<typeof Verdict>;

export const Figure = Type.Object({
  name: FigureName,
  /** Null: nothing happened that could be measured, which is not zero. */
  value: Nullable(Type.Number()),
  /** How many things it was measured on. */
  of: Type.Integer({ minimum: 0 }),
  target: Nullable(Type.Number()),
  actionAbove: Nullable(Type.Number()),
  verdict: Nullable(Verdict),
});
export type Figure = Static<typeof Figure>;

/** One thing behind a figure: an alarm, a source, a time. What does not apply is null. */
export const FigureLine = Type.Object({
  atMs: Nullable(Millis),
  untilMs: Nullable(Millis),
  area: Nullable(AreaId),
  severity: Nullable(Severity),
  kind: Nullable(AlarmKind),
  entityId: Nullable(Type.String()),
  alarmId: Nullable(Id),
  incidentId: Nullable(Id),
  /** How often, how long or how large, in the unit of its figure. */
  value: Type.Number(),
  of: Nullable(Type.Integer({ minimum: 0 })),
});
export type FigureLine = Static<typeof FigureLine>;

const Lines = Type.Array(FigureLine);

/** Every figure of one period, and what lies behind each. */
export const FigureSheet = Type.Object({
  fromMs: Millis,
  toMs: Millis,
  /** Time of the last entry that was counted. */
  countedToMs: Millis,
  /** False: the log is still being read since the start of the house. */
  complete: Type.Boolean(),
  figures: Type.Array(Figure),
  /** The worst of each figure, at most twenty. */
  behind: Type.Record(Type.String(), Lines),
  /** Alarms in even steps over the period. */
  bins: Type.Object({ stepMs: Type.Integer(), counts: Type.Array(Type.Integer()) }),
  /** Alarms of severity 1 to 4. */
  severities: Type.Tuple([Type.Integer(), Type.Integer(), Type.Integer(), Type.Integer()]),
  /** Times to acknowledge, by severity 1 to 4. */
  acknowledge: Type.Array(
    Type.Object({
      severity: Severity,
      of: Type.Integer(),
      p50: Nullable(Type.Number()),
      p90: Nullable(Type.Number()),
      p95: Nullable(Type.Number()),
    }),
  ),
  falseByRule: Lines,
  falseBySource: Lines,
  /** By week, of which `atMs` is the Monday. */
  falseByWeek: Lines,
  floods: Lines,
  /** Who was on duty in the period, to look at one desk. */
  desks: Type.Array(Type.Object({ accountId: Id, name: Type.String() })),
});
export type FigureSheet = Static<typeof FigureSheet>;
