import { expect, it } from 'vitest';
import { readCheck, readFeedback } from './lane-report.ts';

it.each([
  [{ 'GENERAL_DEVICE.RESULT': '1' }, 'done'],
  [{ 'GPS.RESULT': '1', 'ESEAL.RESULT': '2' }, 'failed'],
  [{ 'GENERAL_DEVICE.RESULT': ['1', '2'] }, 'failed'],
  [{ 'GENERAL_DEVICE.RESULT': '0' }, 'nothing'],
  [{ CHECK_RESULT: '00000000001000000000' }, 'done'],
  [{ CHECK_RESULT: '00000009001000000000' }, 'failed'],
  [{ CHECK_RESULT: 'V0000000001000000000' }, 'failed'],
  [{}, 'nothing'],
])('%j is %s', (fields, outcome) => {
  expect(readFeedback({ SESSION_ID: 'S1', ...fields })).toMatchObject({ ok: true, outcome });
});

it('belongs to a session', () => {
  expect(readFeedback({ RESULT: '1' })).toEqual({ ok: false, reason: 'no-session' });
});

it('takes a person’s word from a person alone', () => {
  const fields = { SESSION_ID: 'S1', CHECK_RESULT: '3', OPERATOR_ID: '2200001', COMMENT: 'x' };
  const check = { sessionId: 'S1', result: 'refuse', operatorId: '2200001', comment: 'x' };
  expect(readCheck(fields)).toEqual({ ok: true, check });
  expect(readCheck({ ...fields, OPERATOR_ID: '' })).toEqual({ ok: false, reason: 'no-operator' });
  expect(readCheck({ ...fields, CHECK_RESULT: '0' })).toEqual({
    ok: false,
    reason: 'bad-check-result',
  });
  expect(readCheck({ ...fields, CHECK_RESULT: 'constructor' }).ok).toBe(false);
});
