import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { createCommandEar, sealKeyOf } from './command.ts';

const key = sealKeyOf({ 'eseal-mqtt': 'a master secret of the fleet' }, 'ES000001');
const expiresAt = '2026-11-26T08:30:00.000Z';
const nowMs = () => Date.parse('2026-11-26T08:29:30.000Z');
const command = (change: Record<string, string> = {}, signedWith = key) => {
  const said = { cmdId: 'O1', op: 'unlock', expiresAt, ...change };
  const auth = createHmac('sha256', signedWith)
    .update(`${said.cmdId}\n${said.op}\n${said.expiresAt}`)
    .digest('hex');
  return Buffer.from(JSON.stringify({ auth, ...said }));
};

it('has a key of its own for each seal', () => {
  expect(sealKeyOf({ 'eseal-mqtt': 'a master secret of the fleet' }, 'ES000002')).not.toBe(key);
  expect(sealKeyOf({ 'eseal-mqtt/ES000001': 'its own' }, 'ES000001')).toBe('its own');
});

it('obeys once', () => {
  const hear = createCommandEar(key, nowMs);
  expect(hear(command())).toEqual({ ok: true, command: { cmdId: 'O1', op: 'unlock' } });
  expect(hear(command())).toMatchObject({ ok: false, why: 'heard before' });
});

it.each([
  ['another key', command({}, 'guessed'), 'forged'],
  [
    'what was signed for another act',
    Buffer.from(command().toString().replace('unlock', 'lock')),
    'forged',
  ],
  ['what is over', command({ expiresAt: '2026-11-26T08:29:29.000Z' }), 'expired'],
  ['what it cannot do', command({ op: 'dance' }), 'unknown-op'],
  ['noise', Buffer.from('{'), 'unreadable'],
])('refuses %s', (_, payload, why) => {
  expect(createCommandEar(key, nowMs)(payload)).toMatchObject({ ok: false, why });
});
