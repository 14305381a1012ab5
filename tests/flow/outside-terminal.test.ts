import { createConnection, type Socket } from 'node:net';
import { readCaptured } from '@ftz/shared/contract/captured-messages.fixture.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, metric, startHouse, until } from '#house.ts';

/** A terminal that none of us wrote: its bytes are captured ones, its replies are read byte by byte. */
/** Written by hand after JT/T 808-2013, table 23, for machines without captured ones. */
const handWritten =
  '7e0200002c019912345678000700000000000c030301dd99a0073f780000040168005a26011512000001040000000a0302016830011b31010e747e';
type Row = {
  id: string;
  hex: string;
  kind: string;
  status: string;
  derived?: { body?: { fix_valid?: boolean } };
};
const { rows, absent } = readCaptured<Row>('jt808');

let house: House;
beforeAll(async () => {
  house = await startHouse([{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }]);
});
afterAll(() => house?.stop());

function connect(): Promise<Socket> {
  const socket = createConnection(house.app.feedPlan.ports.jt808, '127.0.0.1');
  return new Promise((resolve, reject) =>
    socket.once('connect', () => resolve(socket)).once('error', reject),
  );
}

const vehicles = async (cookie: string) => {
  const response = await fetch(`${house.app.url}/api/vehicles`, { headers: { cookie } });
  return (
    (await response.json()) as {
      vehicles: { vehicle: { id: string; trusted: boolean }; fix: unknown }[];
    }
  ).vehicles;
};

it('a captured position makes its vehicle appear, untrusted and listed', async () => {
  const row = rows.find(
    ({ kind, status, hex, derived }) =>
      kind === 'frame' &&
      status === 'confirmed' &&
      hex.startsWith('7e0200') &&
      derived?.body?.fix_valid === true,
  );
  if (absent === null) expect(row, 'a confirmed 0x0200 row with a place').toBeDefined();
  const bytes = Buffer.from(row?.hex ?? handWritten, 'hex');
  const socket = await connect();
  const answers: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => answers.push(chunk));
  // Split where it hurts: after the first byte, and in the middle of the rest.
  socket.write(bytes.subarray(0, 1));
  socket.write(bytes.subarray(1, 20));
  socket.write(bytes.subarray(20));

  const cookie = await house.signIn('officer');
  const seen = await until(
    () => vehicles(cookie),
    (list) => list.some(({ fix }) => fix !== null),
  );
  expect(seen[0]?.vehicle.trusted).toBe(false);
  await until(
    () => Buffer.concat(answers),
    (answer) => answer.length > 0,
  );
  expect(Buffer.concat(answers).subarray(0, 3).toString('hex')).toBe('7e8001');
  const frames = await metric(
    house.app.url,
    'ftz_device_frames_total',
    'gateway="jt808",result="ok"',
  );
  expect(frames).toBeGreaterThan(0);

  const events = await (await fetch(`${house.app.url}/api/events`, { headers: { cookie } })).text();
  expect(events).toContain('device.discovered');
  socket.destroy();
});

it('every captured frame is answered or refused, and the house stays ready', async ({ skip }) => {
  if (absent !== null) skip(absent);
  const socket = await connect();
  socket.on('error', () => undefined);
  for (const { hex } of rows.filter(({ kind }) => kind === 'frame'))
    socket.write(Buffer.from(hex, 'hex'));
  const total = async () => {
    const text = await (await fetch(`${house.app.url}/metrics`)).text();
    return [
      ...text.matchAll(/ftz_device_frames_total\{gateway="jt808",result="\w+"\} (\d+)/g),
    ].reduce((sum, [, count]) => sum + Number(count), 0);
  };
  await until(total, (count) => count > 50);
  const ready = await fetch(`${house.app.url}/health/ready`);
  const { parts } = (await ready.json()) as { parts: Record<string, { ok: boolean }> };
  expect(parts.jt808?.ok).toBe(true);
  expect(parts.storage?.ok).toBe(true);
  socket.destroy();
});
