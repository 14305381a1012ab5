import { expect, it } from 'vitest';
import { FrameSplitter } from './frame-splitter.ts';
import { blankEnvelope, readEnvelope } from './header.ts';
import { fingerprintOf, Session } from './session.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';

const phone = '013900001234';

function payloadOf(frame: Parameters<typeof terminalFrame>[0]): Uint8Array {
  const [cut] = new FrameSplitter().push(terminalFrame(frame));
  if (cut?.ok !== true) throw new Error('not a frame');
  return cut.payload;
}

function received(flow: number, time: string, from = phone): number {
  const payload = payloadOf({ id: 0x0200, flow, phone: from, body: reportBody({ time }) });
  return fingerprintOf(payload, 0, payload.length, flow);
}

function envelopeOf(frame: Parameters<typeof terminalFrame>[0]) {
  const payload = payloadOf(frame);
  const envelope = blankEnvelope();
  expect(readEnvelope(payload, 0, payload.length, envelope)).toBeNull();
  return envelope;
}

it('counts its own flow numbers round', () => {
  const session = new Session();
  const flows = Array.from({ length: 65_537 }, () => session.nextFlow());
  expect([flows[0], flows[65_535], flows[65_536]]).toEqual([0, 65_535, 0]);
});

it('knows a resend only after the first was completed', () => {
  const session = new Session();
  expect(session.isDone(received(1, '261121083000'))).toBe(false);
  expect(session.isDone(received(1, '261121083000'))).toBe(false);
  session.remember(received(1, '261121083000'));
  expect(session.isDone(received(1, '261121083000'))).toBe(true);
});

it('takes another report under the same flow number for a new one', () => {
  const session = new Session();
  session.remember(received(1, '261121083000'));
  expect(session.isDone(received(1, '261121083010'))).toBe(false);
  expect(session.isDone(received(1, '261121083000', '013900001235'))).toBe(false);
});

it('forgets long before flow numbers come round', () => {
  const session = new Session();
  for (let flow = 0; flow < 300; flow += 1) session.remember(received(flow, '261121083000'));
  expect(session.isDone(received(0, '261121083000'))).toBe(false);
  expect(session.isDone(received(299, '261121083000'))).toBe(true);
  expect(session.isDone(received(299 - 63, '261121083000'))).toBe(true);
});

it('knows the caller again, and sees when it is another one or speaks otherwise', () => {
  const session = new Session();
  const first = session.meet(envelopeOf({ id: 2, flow: 1, phone }));
  expect(session.meet(envelopeOf({ id: 2, flow: 2, phone }))).toBe(first);
  const flagged = session.meet(envelopeOf({ id: 2, flow: 3, phone, attributes: 0x4000 }));
  expect(flagged).toMatchObject({ terminalId: phone, layout: '2013', versionFlag: true });
  const young = session.meet(envelopeOf({ id: 2, flow: 4, phone: `00000000${phone}` }));
  expect(young).toMatchObject({ terminalId: phone, layout: '2019', protocolVersion: 1 });
  expect(session.meet(envelopeOf({ id: 2, flow: 5, phone: '013900001235' }))).toMatchObject({
    terminalId: '013900001235',
  });
  expect(session.terminalId).toBe('013900001235');
});
