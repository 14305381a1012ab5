import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { RunningGateway } from '#adapters/device-adapter.ts';
import { dial, NotingHost, plainFrame, type TestTerminal } from './gateway-rig.ts';
import { jt808Adapter } from './jt808.ts';
import { reportBody, terminalFrame } from './terminal-frames.ts';

// Many messages of one connection are under way at once: what is answered, when, and in which order.

const phone = '013900001234';
const deviceAtMs = Date.UTC(2026, 10, 21, 0, 30, 0);

let host: NotingHost;
let gateway: RunningGateway;
let terminal: TestTerminal;

/** What was handed over and waits for the house, in order. */
type Gate = { atMs: number; keep: () => void; lose: () => void };
let gates: Gate[];

beforeEach(async () => {
  host = new NotingHost();
  gates = [];
  host.keep = ({ deviceAtMs: atMs }) =>
    new Promise((keep, lose) => gates.push({ atMs, keep, lose: () => lose(new Error('full')) }));
  const settings = { host: '127.0.0.1', port: 0, registry: () => null, openFiles: 65_536 };
  gateway = await jt808Adapter(settings).start(host);
  terminal = await dial(gateway.port);
});

afterEach(async () => {
  terminal.socket.destroy();
  await gateway.close();
});

const report = (flow: number, body = reportBody()): Buffer =>
  terminalFrame({ id: 0x0200, flow, phone, body });
const heartbeat = (flow: number): Buffer => terminalFrame({ id: 0x0002, flow, phone });

/** Our 0x8001 as it must stand on the wire, for flow numbers without flags. */
function ack(ourFlow: number, flow: number, id: string, result: number): string {
  const word = (value: number): string => value.toString(16).padStart(4, '0');
  return plainFrame(`80010005${phone}${word(ourFlow)}${word(flow)}${id}0${result}`);
}

const heard = (wire: string): Promise<void> =>
  vi.waitFor(() => expect(terminal.heard()).toBe(wire));

it('hands over what follows without waiting, and answers in order, leaving out what was lost', async () => {
  const timed = (flow: number) => report(flow, reportBody({ time: `26112108300${flow}` }));
  const gate = (flow: number) => gates.findLast(({ atMs }) => atMs === deviceAtMs + flow * 1000);
  terminal.send(Buffer.concat([0, 1, 2, 3].map(timed)));
  await vi.waitFor(() => expect(gates.length).toBe(4));
  gate(3)?.keep();
  gate(1)?.lose();
  gate(2)?.keep();
  await vi.waitFor(() => expect(host.accepted.length).toBe(2));
  expect(terminal.heard()).toBe('');
  gate(0)?.keep();
  await heard(ack(0, 0, '0200', 0) + ack(1, 2, '0200', 0) + ack(2, 3, '0200', 0));
  terminal.send(timed(1));
  await vi.waitFor(() => expect(host.counted).toEqual(Array(5).fill('ok')));
  gate(1)?.keep();
  await heard([0, 2, 3, 1].map((flow, ours) => ack(ours, flow, '0200', 0)).join(''));
});

it('answers a resend of what is still under way when the first is safe, or not at all', async () => {
  terminal.send(Buffer.concat([report(1), report(1)]));
  await vi.waitFor(() => expect(host.counted).toEqual(['ok', 'duplicate']));
  gates[0]?.lose();
  terminal.send(Buffer.concat([report(1), report(1)]));
  await vi.waitFor(() => expect(gates.length).toBe(2));
  expect(terminal.heard()).toBe('');
  gates[1]?.keep();
  await heard(ack(0, 1, '0200', 0) + ack(1, 1, '0200', 0));
  expect(host.kinds()).toEqual(['position']);
});

it('takes a message again that was lost while an earlier one is still under way', async () => {
  const timed = (flow: number) => report(flow, reportBody({ time: `26112108300${flow}` }));
  terminal.send(Buffer.concat([timed(0), timed(1), timed(1)]));
  await vi.waitFor(() => expect(host.counted).toEqual(['ok', 'ok', 'duplicate']));
  gates[1]?.lose();
  terminal.send(Buffer.concat([timed(1), timed(1)]));
  await vi.waitFor(() => expect(gates.length).toBe(3));
  gates[2]?.keep();
  await vi.waitFor(() => expect(host.accepted.length).toBe(1));
  terminal.send(timed(1));
  await vi.waitFor(() => expect(host.counted.length).toBe(6));
  gates[0]?.keep();
  await heard([0, 1, 1, 1].map((flow, ours) => ack(ours, flow, '0200', 0)).join(''));
  expect(host.accepted.length).toBe(2);
});

it('waits for an alarm before it looks at what follows', async () => {
  const alarmed = (flow: number) => report(flow, reportBody({ alarms: 1 }));
  terminal.send(Buffer.concat([alarmed(1), alarmed(2), heartbeat(3)]));
  await vi.waitFor(() => expect(gates.length).toBe(1));
  gates[0]?.lose();
  await vi.waitFor(() => expect(gates.length).toBe(2));
  gates[1]?.keep();
  await vi.waitFor(() => expect(gates.length).toBe(3));
  gates[2]?.keep();
  await heard(ack(0, 2, '0200', 0) + ack(1, 3, '0002', 0));
  expect(host.accepted).toMatchObject([{ kind: 'position', alarms: ['sos'] }, { kind: 'alive' }]);
});

it('hands a batch over at once and answers it when all of it is safe', async () => {
  const times = ['261121082900', '261121082930', '261121082940'];
  const items = times.map((time) => `001c${reportBody({ time })}`).join('');
  terminal.send(terminalFrame({ id: 0x0704, flow: 1, phone, body: `000301${items}` }));
  await vi.waitFor(() => expect(gates.length).toBe(3));
  gates[0]?.keep();
  gates[2]?.keep();
  await vi.waitFor(() => expect(host.accepted.length).toBe(2));
  expect(terminal.heard()).toBe('');
  gates[1]?.keep();
  await heard(ack(0, 1, '0704', 0));
});

it('does not answer a batch of which a part was lost, and takes all of it again', async () => {
  let calls = 0;
  host.keep = async () => {
    calls += 1;
    if (calls === 2) throw new Error('disk full');
  };
  const times = ['261121082900', '261121082930', '261121082940'];
  const items = times.map((time) => `001c${reportBody({ time, alarms: 1 })}`).join('');
  const batch = terminalFrame({ id: 0x0704, flow: 1, phone, body: `000301${items}` });
  terminal.send(Buffer.concat([batch, heartbeat(2)]));
  await heard(ack(0, 2, '0002', 0));
  terminal.send(batch);
  await heard(ack(0, 2, '0002', 0) + ack(1, 1, '0704', 0));
  const raised = host.accepted.flatMap((each) => (each.kind === 'position' ? each.alarms : []));
  expect(raised).toEqual(['sos']);
});

it('looks at nothing after a batch while an alarm of it is under way, though another part is lost', async () => {
  const items = [
    reportBody({ time: '261121083000' }),
    reportBody({ time: '261121083010', alarms: 1 }),
  ].map((body) => `001c${body}`);
  const released = report(2, reportBody({ time: '261121083020' }));
  const pressed = report(3, reportBody({ time: '261121083100', alarms: 1 }));
  const batch = terminalFrame({ id: 0x0704, flow: 1, phone, body: `000200${items.join('')}` });
  terminal.send(Buffer.concat([batch, released, pressed]));
  await vi.waitFor(() => expect(gates.length).toBe(2));
  gates[0]?.lose();
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
  expect(gates.length).toBe(2);
  gates[1]?.keep();
  await vi.waitFor(() => expect(gates.length).toBe(4));
  gates[2]?.keep();
  gates[3]?.keep();
  await heard(ack(0, 2, '0200', 0) + ack(1, 3, '0200', 0));
  expect(host.accepted).toMatchObject([{ alarms: ['sos'] }, { alarms: [] }, { alarms: ['sos'] }]);
});
