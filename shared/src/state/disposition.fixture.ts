import type { Disposition, Signer, Verdict } from '#contract/disposition.ts';

export const exampleSigner = (accountId: string): Signer => ({
  accountId,
  personId: accountId,
  name: accountId,
});

export const exampleVerdict = (change: Partial<Verdict> = {}): Verdict => ({
  conclusion: 'false-alarm',
  cause: 'device-fault',
  note: 'the rope is whole',
  evidence: [],
  ...change,
});

/** Submitted by the officer, waiting for a second person. */
export function exampleDisposition(change: Partial<Disposition> = {}): Disposition {
  return {
    id: 'D1',
    version: 1,
    state: 'submitted',
    subject: { kind: 'incident' },
    incidentId: 'I1',
    areas: ['WGQ'],
    severity: 1,
    alarmKind: 'seal-cut',
    needsSecond: true,
    amends: null,
    amendedBy: null,
    actedFirst: false,
    author: exampleSigner('U1'),
    submittedAtMs: 8_000,
    first: null,
    waitingFor: 'anybody',
    second: null,
    secondDueAtMs: null,
    startedAtMs: null,
    secondVerdict: null,
    secondAtMs: null,
    adjudicator: null,
    adjudicatedVerdict: null,
    reviewDueAtMs: 908_000,
    late: false,
    draws: [],
    returned: null,
    verdict: null,
    inForceAtMs: null,
    ...change,
  };
}
