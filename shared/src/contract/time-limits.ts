import { type Static, Type } from 'typebox';

const seconds = Type.Integer({ minimum: 1, maximum: 30 * 86_400 });
/** Of tasks that are done at once; a follow-up check lives by the calendar. */
const byTaskKind = Type.Object({
  review: seconds,
  'video-inspection': seconds,
  'mobile-verification': seconds,
  emergency: seconds,
});
const bySeverity = Type.Object({ p1: seconds, p2: seconds, p3: seconds, p4: seconds });

/**
 * How long people have for what, in seconds, as this site has settled it; `version` counts the
 * settlements. A limit is applied when something begins and is then kept with it as a time, so that
 * another settlement changes nothing that is under way.
 */
export const TimeLimits = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    /** From the raise to an acknowledgement. */
    acknowledgeS: bySeverity,
    /** From the acknowledgement to anything at all being done. */
    progressS: bySeverity,
    /** For whoever merged incidents, or settled a step of a procedure, to take it back. */
    undoS: seconds,
    /** A lane's referral: until it escalates, and from then until it has expired. */
    laneReferralS: seconds,
    laneExpiryS: seconds,
    /** A barrier that opened: until what was released is through and it has closed. */
    laneLeaveS: seconds,
    /** How far beyond its planned time a journey may be under way, in percent of that time. */
    journeyOverduePct: Type.Integer({ minimum: 0, maximum: 1_000 }),
    handOver: Type.Object({
      /** From the draft to the second signature. */
      acceptS: seconds,
      /** How long both may be on duty after it. */
      overlapS: seconds,
    }),
    /** How long an alarm is shelved where nobody says, and at most. */
    shelve: Type.Object({ usualS: seconds, mostS: seconds }),
    /**
     * How long a source may be out of service, and a plan may suppress one, at most; how often the former
     * has to be confirmed, and how long the house waits before it asks for that again.
     */
    outage: Type.Object({
      mostS: seconds,
      mostPlannedS: seconds,
      confirmS: seconds,
      remindS: seconds,
    }),
    /** How long something stays on a wall, where nobody says otherwise. */
    wallThrowS: seconds,
    /** From the draw to the second officer's opening of the review, or another is drawn. */
    secondStartS: seconds,
    /** From there to his conclusion, or another is drawn. */
    secondConcludeS: seconds,
    /** From the submission to a conclusion of two: later it is late, and a shift leader is told. */
    reviewS: seconds,
    /** The same of what was done first in an emergency. */
    emergencyReviewS: seconds,
    taskAcceptS: byTaskKind,
    /** From the issue, when nobody accepted: another has to be sent. */
    taskExpireS: byTaskKind,
    /** From the acceptance to the start of what is done at a desk. */
    taskStartS: byTaskKind,
    /** From the acceptance to a patrol's rolling, by the gravity of its incident. */
    taskRollS: bySeverity,
    /** From the start, or the arrival, to the result. */
    taskReportS: byTaskKind,
    /** From telling the issuer that a step is late to telling the shift leader. */
    taskEscalateS: seconds,
    /** Between two signs of life of officers on the spot, and when their silence is an alarm. */
    checkInS: seconds,
    officerSilentS: seconds,
    /** From a follow-up check's date: to its office's head, and to the duty chief. */
    followUpHeadS: seconds,
    followUpChiefS: seconds,
    /** How long an owner's claim holds while he only assesses and does nothing. */
    claimS: seconds,
    /** How long an incident may be nobody's before that is told one level higher, again and again. */
    unownedS: seconds,
    /** To accept an incident that is handed over. */
    transferS: seconds,
    /** The longest that an incident may only be watched, and that an expert may be let in. */
    monitorMostS: seconds,
    guestMostS: seconds,
    emergency: Type.Object({
      /** For the duty chief, to confirm what a shift leader declared. */
      confirmS: seconds,
      /** From one situation report to the next. */
      reportS: seconds,
      /** Until the national centre knows. */
      noticeS: seconds,
      /** From the end to the review. */
      reviewS: seconds,
    }),
  },
  { additionalProperties: false },
);
export type TimeLimits = Static<typeof TimeLimits>;
