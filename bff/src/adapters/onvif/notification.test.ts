import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNotifications, timeOf, truthOf } from './notification.ts';

const message = (attributes: string, topic = 'tns1:RuleEngine/tnsx:LineDetector/Crossed') =>
  `<w:NotificationMessage xmlns:w="http://docs.oasis-open.org/wsn/b-2" xmlns:tt="http://www.onvif.org/ver10/schema">
    <w:Topic> ${topic} </w:Topic><w:Message><tt:Message ${attributes}>
    <tt:Source><tt:SimpleItem Name="Rule" Value="north"/></tt:Source><tt:Key/>
    <tt:Data><tt:SimpleItem Name="State" Value="1"/></tt:Data></tt:Message></w:Message></w:NotificationMessage>`;
const bytes = (text: string) => Buffer.from(text, 'utf8');

function first(text: string) {
  const reading = readNotifications(bytes(text));
  const [notification] = reading.ok ? reading.notifications : [];
  if (!notification) throw new Error('no notification');
  return notification;
}

describe('readNotifications', () => {
  it('reads topic, items, operation and time', () => {
    const text = message('UtcTime="2026-01-02T03:04:05" PropertyOperation="Changed"');
    expect(first(text)).toEqual({
      topic: 'tns1:RuleEngine/tnsx:LineDetector/Crossed',
      topicPath: 'RuleEngine/LineDetector/Crossed',
      source: { Rule: 'north' },
      key: {},
      data: { State: '1' },
      operation: 'Changed',
      utcTime: '2026-01-02T03:04:05',
    });
  });

  it('finds several in a SOAP body, in their order', () => {
    const body = `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body>${message('', 'a:One')}${message('', 'a:Two')}</s:Body></s:Envelope>`;
    const reading = readNotifications(bytes(body));
    expect(reading.ok && reading.notifications.map(({ topicPath }) => topicPath)).toEqual([
      'One',
      'Two',
    ]);
  });

  it('takes a part that was cut out of its declarations', () => {
    expect(first(message('').replace(/ xmlns:\w+="[^"]*"/g, '')).topicPath).toBe(
      'RuleEngine/LineDetector/Crossed',
    );
  });

  it('refuses entities, damage and documents without news', () => {
    const reasonOf = (text: string) => {
      const reading = readNotifications(bytes(text));
      return reading.ok ? null : reading.reason;
    };
    expect(reasonOf('<a/>')).toBe('no-notification');
    expect(reasonOf(`<!DOCTYPE a>${message('')}`)).toBe('xml-doctype');
    expect(reasonOf('not xml')).toBe('xml-malformed');
  });

  it('reads damaged messages without throwing', () => {
    const whole = bytes(message('UtcTime="2026-01-02T03:04:05Z"'));
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, value) => {
        const damaged = Buffer.from(whole);
        damaged[at] = value;
        readNotifications(damaged);
      }),
    );
  });
});

it('reads times with and without a zone', () => {
  const atMs = Date.UTC(2026, 0, 2, 3, 4, 5);
  const timeIn = (utcTime: string | null) => timeOf({ ...first(message('')), utcTime });
  expect(timeIn('2026-01-02T03:04:05Z')).toBe(atMs);
  expect(timeIn('2026-01-02T03:04:05')).toBe(atMs);
  expect(timeIn('2026-01-02T11:04:05+08:00')).toBe(atMs);
  expect(timeIn('yesterday')).toBeNull();
  expect(timeIn(null)).toBeNull();
});

it('knows the truth in every spelling', () => {
  expect(['true', 'TRUE', '1'].map(truthOf)).toEqual([true, true, true]);
  expect(['false', '0'].map(truthOf)).toEqual([false, false]);
  expect([undefined, 'maybe'].map(truthOf)).toEqual([null, null]);
});
