import { expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { FrameSplitter } from './frame.ts';
import { Session } from './session.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';

function received(flow: number, time: string) {
  const wire = terminalFrame({
    id: 0x0200,
    flow,
    phone: '013900001234',
    body: reportBody({ time }),
  });
  const [frame] = new FrameSplitter().push(wire);
  const header = frame?.ok === true ? decodeFrame(frame.payload).header : null;
  if (frame?.ok !== true || header === null) throw new Error('not a frame');
  return [header, frame.payload] as const;
}

it('counts its own flow numbers round', () => {
  const session = new Session();
  const flows = Array.from({ length: 65_537 }, () => session.nextFlow());
  expect([flows[0], flows[65_535], flows[65_536]]).toEqual([0, 65_535, 0]);
});

it('knows a resend only after the first was completed', () => {
  const session = new Session();
  expect(session.isResend(...received(1, '261121083000'))).toBe(false);
  expect(session.isResend(...received(1, '261121083000'))).toBe(false);
  session.remember(...received(1, '261121083000'));
  expect(session.isResend(...received(1, '261121083000'))).toBe(true);
});

it('takes another report under the same flow number for a new one', () => {
  const session = new Session();
  session.remember(...received(1, '261121083000'));
  expect(session.isResend(...received(1, '261121083010'))).toBe(false);
});

it('forgets long before flow numbers come round', () => {
  const session = new Session();
  for (let flow = 0; flow < 300; flow += 1) session.remember(...received(flow, '261121083000'));
  expect(session.isResend(...received(0, '261121083000'))).toBe(false);
  expect(session.isResend(...received(299, '261121083000'))).toBe(true);
});
