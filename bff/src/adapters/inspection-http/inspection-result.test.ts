import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readResult } from './inspection-result.ts';

const portal = {
  v: 1,
  eventId: 'r-1',
  deviceId: 'P1',
  kind: 'radiation-portal',
  at: '2026-11-22T10:00:00Z',
  plate: '沪A·12345',
  alarm: true,
  gammaCps: 9100.5,
  backgroundCps: 300,
};
const scanner = { ...portal, kind: 'h986', verdict: 'suspicious', operator: '张', imageId: 'I-9' };
const read = (json: unknown) => readResult(Buffer.from(JSON.stringify(json)), 'P1');

it('reads what a portal measured', () => {
  expect(read(portal)).toMatchObject({
    ok: true,
    atMs: Date.UTC(2026, 10, 22, 10),
    said: {
      eventId: 'r-1',
      what: 'radiation-alarm',
      plate: '沪A12345',
      facts: [
        { name: 'gamma-cps', value: '9100.5' },
        { name: 'background-cps', value: '300' },
      ],
    },
  });
});

it('reads what an image showed', () => {
  expect(read({ ...scanner, containerNo: 'csqu 305438-3' })).toMatchObject({
    ok: true,
    said: { what: 'scan-suspicious', containerNo: 'CSQU3054383' },
  });
});

it.each([
  [{ ...portal, alarm: 'false' }, 'not-a-result'],
  [{ ...scanner, verdict: 'ok' }, 'not-a-result'],
  [{ ...portal, at: '2026-11-22T10:00:00' }, 'not-a-result'],
  [{ ...portal, at: '2026-99-99T10:00:00Z' }, 'no-moment'],
  [{ ...portal, deviceId: 'P2' }, 'device-differs'],
  [{ ...portal, eventId: '' }, 'not-a-result'],
])('refuses result %#', (result, reason) => {
  expect(read(result)).toEqual({ ok: false, reason });
});

it('never throws, whatever stands in a field', () => {
  const names = Object.keys({ ...portal, ...scanner });
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      read({ ...scanner, [name]: value });
      read({ ...portal, [name]: value });
    }),
  );
  fc.assert(fc.property(fc.uint8Array(), (bytes) => void readResult(bytes, 'P1')));
});
