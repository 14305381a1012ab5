import { createPublicKey, verify } from 'node:crypto';
import { expect, it } from 'vitest';
import { areVapidKeys, createVapid, makeVapidKeys } from './vapid.ts';

it('makes pairs that belong together', () => {
  const keys = makeVapidKeys();
  expect(Buffer.from(keys.publicKey, 'base64url')).toHaveLength(65);
  expect(areVapidKeys(keys)).toBe(true);
  expect(areVapidKeys({ ...keys, privateKey: makeVapidKeys().privateKey })).toBe(false);
  expect(areVapidKeys({ ...keys, privateKey: '' })).toBe(false);
  expect(areVapidKeys({ ...keys, privateKey: Buffer.alloc(32).toString('base64url') })).toBe(false);
});

it('says who sends, to whom alone, for half a day, and signs it', () => {
  const keys = makeVapidKeys();
  const said = createVapid(keys, 'mailto:it@zone.example', () => 1_000_000);
  const header = said(new URL('https://push.example:8443/secret/path'));
  const [, token = '', key] = /^vapid t=(.+), k=(.+)$/.exec(header) ?? [];
  expect(key).toBe(keys.publicKey);
  const [head = '', claims = '', signature = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
  expect(read(head)).toEqual({ typ: 'JWT', alg: 'ES256' });
  expect(read(claims)).toEqual({
    aud: 'https://push.example:8443',
    exp: 1_000 + 12 * 3_600,
    sub: 'mailto:it@zone.example',
  });
  const point = Buffer.from(keys.publicKey, 'base64url');
  const half = (from: number) => point.subarray(from, from + 32).toString('base64url');
  const publicKey = createPublicKey({
    key: { kty: 'EC', crv: 'P-256', x: half(1), y: half(33) },
    format: 'jwk',
  });
  const how = { key: publicKey, dsaEncoding: 'ieee-p1363' as const };
  const bytes = Buffer.from(signature, 'base64url');
  expect(verify('sha256', Buffer.from(`${head}.${claims}`), how, bytes)).toBe(true);
});

it('tells no contact where none is set', () => {
  const header = createVapid(makeVapidKeys(), null, () => 0)(new URL('https://push.example/a'));
  const claims = header.split('.')[1] ?? '';
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).not.toHaveProperty('sub');
});
