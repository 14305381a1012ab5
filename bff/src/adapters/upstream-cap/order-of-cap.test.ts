import { describe, expect, it } from 'vitest';
import { orderOfCap } from './order-of-cap.ts';
import { readCap } from './read-cap.ts';

const nowMs = Date.UTC(2026, 3, 1);

function orderOf(change: (xml: string) => string = (xml) => xml) {
  const xml = `<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>N-1</identifier>
<sender>national</sender><sent>2026-04-01T08:00:00+08:00</sent><status>Actual</status>
<msgType>Alert</msgType><scope>Public</scope><references>national,N-0,2026-03-31T08:00:00+08:00</references>
<info><language>en-US</language><category>Security</category><event>order</event><urgency>Immediate</urgency>
<severity>Extreme</severity><certainty>Likely</certainty><headline>English</headline></info>
<info><language>zh-CN</language><category>Security</category><event>order</event><urgency>Immediate</urgency>
<severity>Extreme</severity><certainty>Likely</certainty><headline>中文</headline>
<parameter><valueName>acknowledgeBy</valueName><value>2026-04-01T09:00:00+08:00</value></parameter>
<area><areaDesc>x</areaDesc><geocode><valueName>area</valueName><value>PVG</value></geocode>
<geocode><valueName>area</valueName><value>nowhere</value></geocode></area></info></alert>`;
  const reading = readCap(Buffer.from(change(xml)));
  if (!reading.ok) throw new Error(reading.reason);
  return orderOfCap(reading.alert, nowMs);
}

describe('orderOfCap', () => {
  it('takes the Chinese text, our areas, and the time that it names', () => {
    expect(orderOf()).toEqual({
      kind: 'order',
      message: {
        act: 'issue',
        status: 'Actual',
        areas: ['PVG'],
        references: [{ sender: 'national', identifier: 'N-0', sent: '2026-03-31T08:00:00+08:00' }],
        content: {
          sender: 'national',
          identifier: 'N-1',
          sent: '2026-04-01T08:00:00+08:00',
          sentAtMs: nowMs,
          severity: 1,
          headline: '中文',
          text: '',
          dueAtMs: nowMs + 3_600_000,
        },
      },
    });
  });

  it.each([
    ['Immediate', 10],
    ['Expected', 30],
    ['Future', 120],
  ])('is due by its urgency %s in %i min', (urgency, minutes) => {
    const order = orderOf((xml) =>
      xml.replaceAll('Immediate', urgency).replace('acknowledgeBy', 'other'),
    );
    expect(order).toMatchObject({
      message: { content: { dueAtMs: nowMs + minutes * 60_000 } },
    });
  });

  it.each([
    ['>Alert<', '>Ack<', { kind: 'told' }],
    ['>Actual<', '>System<', { kind: 'told' }],
    ['>Actual<', '>Draft<', { kind: 'refused', reason: 'draft' }],
    ['>Actual<', '>Real<', { kind: 'refused', reason: 'invalid' }],
    ['<sender>national</sender>', '', { kind: 'refused', reason: 'incomplete' }],
    ['N-1', 'N'.repeat(201), { kind: 'refused', reason: 'invalid' }],
  ])('with %s as %s', (from, to, expected) => {
    expect(orderOf((xml) => xml.replace(from, to))).toEqual(expected);
  });

  it('needs a content to order, and none to take back', () => {
    const bare = (xml: string) => xml.replace(/<info>.*<\/info>/s, '');
    expect(orderOf(bare)).toEqual({ kind: 'refused', reason: 'no-content' });
    expect(orderOf((xml) => bare(xml).replace('>Alert<', '>Cancel<'))).toMatchObject({
      message: { act: 'cancel', areas: [] },
    });
  });
});
