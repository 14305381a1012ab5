import { describe, expect, it } from 'vitest';
import { isPublicAddress } from './public-address.ts';
import { parsePushServices, usualPushServices } from './push-services.ts';

function servicesOf(text: string) {
  const services = parsePushServices(text);
  if (!services) throw new Error(text);
  return services;
}

describe('an endpoint', () => {
  const usual = servicesOf(usualPushServices);
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://web.push.apple.com/abc',
    'https://wns2-db5p.notify.windows.com/w/?token=abc',
  ])('of a vendor is taken: %s', (endpoint) => {
    expect(usual.allowed(endpoint)?.href).toBe(endpoint);
  });

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://fcm.googleapis.com.evil.example/abc',
    'https://evilfcm.googleapis.com/abc',
    'https://push.apple.com/abc',
    'https://web.push.apple.com.evil.example/abc',
    'https://evil-push.apple.com/abc',
    'https://fcm.googleapis.com@evil.example/abc',
    'https://user:word@fcm.googleapis.com/abc',
    'https://fcm.googleapis.com/abc#part',
    'https://127.0.0.1/abc',
    'https://[::1]/abc',
    'https://2130706433/abc',
    'https://localhost/abc',
    'file:///etc/passwd',
    'data:text/plain,abc',
    '//fcm.googleapis.com/abc',
    '',
  ])('of anybody else is not: %s', (endpoint) => {
    expect(usual.allowed(endpoint)).toBeNull();
  });

  it('may be an address of this network where that is named', () => {
    const own = servicesOf('10.20.0.9:8443, [fd00::9]');
    expect(own.allowed('https://10.20.0.9:8443/a')).not.toBeNull();
    expect(own.allowed('https://[fd00::9]/a')).not.toBeNull();
    expect(own.allowed('https://10.20.0.9/a')).toBeNull();
    expect(own.namesAddress('10.20.0.9')).toBe(true);
    expect(own.namesAddress('10.20.0.8')).toBe(false);
  });
});

it.each([
  '*',
  '*.com',
  'localhost',
  'https://fcm.googleapis.com',
  'fcm.googleapis.com/path',
  'fcm.googleapis.com:70000',
  '*.10.0.0.1',
  '300.1.1.1',
  '10.0.0.0/8',
  '[::g]',
])('a setting that cannot be read is said so: %s', (text) => {
  expect(parsePushServices(text)).toBeNull();
});

it('is empty when nothing is named', () => {
  expect(servicesOf('').isEmpty).toBe(true);
  expect(servicesOf(' , ').isEmpty).toBe(true);
  expect(servicesOf('').allowed('https://fcm.googleapis.com/a')).toBeNull();
});

it.each([
  ['142.250.1.95', true],
  ['2a00:1450:4001::5f', true],
  ['10.0.0.1', false],
  ['127.0.0.1', false],
  ['169.254.169.254', false],
  ['172.31.0.1', false],
  ['192.168.1.1', false],
  ['100.64.0.1', false],
  ['0.0.0.0', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['::1', false],
  ['::', false],
  ['::ffff:10.0.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['2002:a00:1::', false],
  ['64:ff9b::a00:1', false],
  ['push.example', false],
])('the internet at large: %s %s', (address, isPublic) => {
  expect(isPublicAddress(address)).toBe(isPublic);
});
