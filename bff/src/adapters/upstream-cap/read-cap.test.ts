import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCap } from './read-cap.ts';

const read = (text: string) => readCap(Buffer.from(text));
const cap12 = 'xmlns="urn:oasis:names:tc:emergency:cap:1.2"';

function alert({ head = '', info = '', attributes = cap12 } = {}): string {
  return `<?xml version="1.0"?><alert ${attributes}>
    <identifier>N-1</identifier><sender>national@centre</sender>
    <sent>2026-04-01T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType>
    <scope>Public</scope>${head}
    <info><category>Security</category><category>Transport</category><event>check 检查</event>
    <urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>
    ${info}</info></alert>`;
}
function good(text: string) {
  const reading = read(text);
  if (!reading.ok) throw new Error(reading.reason);
  return reading.alert;
}

describe('readCap', () => {
  it('reads a whole message, latitude first', () => {
    const info = `<area><areaDesc>YSP</areaDesc>
      <polygon>30.6,122.0 30.7,122.0 30.7,122.1 30.6,122.0</polygon>
      <circle>30.62,122.05 2.5</circle>
      <geocode><valueName>area</valueName><value>YSP</value></geocode></area>`;
    const read = good(alert({ info }));
    expect(read).toMatchObject({ edition: '1.2', identifier: 'N-1', missing: [], invalid: [] });
    expect(read.infos[0]).toMatchObject({
      categories: ['Security', 'Transport'],
      event: 'check 检查',
    });
    expect(read.infos[0]?.areas[0]).toMatchObject({
      circles: [{ centre: [122.05, 30.62], radiusKm: 2.5 }],
      geocodes: [{ name: 'area', value: 'YSP' }],
    });
    expect(read.infos[0]?.areas[0]?.polygons[0]?.[1]).toEqual([122.0, 30.7]);
  });

  it('reads what is one word of a list and what is several', () => {
    const head = `<addresses>one "two words" three</addresses>
      <references>a@b,1,2026-04-01T08:00:00+08:00 c@d,x,y,2026-04-01T00:00:00-00:00 none</references>`;
    const read = good(alert({ head }));
    expect(read.addresses).toEqual(['one', 'two words', 'three']);
    expect(read.references).toEqual([
      { sender: 'a@b', identifier: '1', sent: '2026-04-01T08:00:00+08:00' },
      { sender: 'c@d', identifier: 'x,y', sent: '2026-04-01T00:00:00-00:00' },
    ]);
  });

  it.each(['1.0', '1.1', '1.2'])('reads edition %s behind any prefix', (edition) => {
    const text = `<c:alert xmlns:c="urn:oasis:names:tc:emergency:cap:${edition}"><c:identifier>N</c:identifier></c:alert>`;
    expect(good(text)).toMatchObject({ edition, identifier: 'N' });
  });

  it('takes nothing from another namespace for its own', () => {
    const head = '<x:status xmlns:x="urn:other">Test</x:status>';
    expect(good(alert({ head })).status).toBe('Actual');
  });

  it('lists what is missing and what may not be said', () => {
    const text = `<alert ${cap12}><identifier>N-2</identifier><sent>2026-02-30T08:00:00+08:00</sent>
      <status>Real</status><msgType/><scope>Private</scope>
      <info><event>x</event><urgency>Soon</urgency><severity>Minor</severity><certainty>Likely</certainty>
      <area><polygon>30,122 31,122 31,123</polygon></area></info></alert>`;
    const { missing, invalid } = good(text);
    expect(missing).toEqual([
      'sender',
      'msgType',
      'addresses',
      'info[0].category',
      'info[0].area[0].areaDesc',
    ]);
    expect(invalid).toEqual([
      'status=Real',
      'sent=2026-02-30T08:00:00+08:00',
      'info[0].urgency=Soon',
      'info[0].area[0].polygon=30,122 31,122 31,123',
    ]);
  });

  it.each([
    [
      'an external entity',
      `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${alert().slice(21)}`,
      'xml-doctype',
    ],
    ['an entity that nobody declared', alert({ head: '<note>&x;</note>' }), 'xml-malformed'],
    ['half a message', alert().slice(0, 300), 'xml-malformed'],
    ['no XML', '{"alert":1}', 'xml-malformed'],
    ['another document', '<rss><channel/></rss>', 'not-cap'],
    [
      'an edition to come',
      alert({ attributes: 'xmlns="urn:oasis:names:tc:emergency:cap:9.9"' }),
      'unknown-edition',
    ],
    ['nobody’s message', `<alert ${cap12}><status>Actual</status></alert>`, 'nameless'],
    ['too much', alert({ head: `<note>${'x'.repeat(600_000)}</note>` }), 'xml-too-large'],
    ['too deep', `<alert ${cap12}>${'<a>'.repeat(40)}`, 'xml-too-deep'],
  ])('refuses %s', (_says, text, reason) => {
    expect(read(text)).toEqual({ ok: false, reason });
  });

  it('survives every damage', () => {
    const whole = Buffer.from(alert());
    fc.assert(
      fc.property(fc.nat(whole.length), fc.uint8Array({ maxLength: 40 }), (at, bytes) => {
        const damaged = Buffer.concat([whole.subarray(0, at), bytes, whole.subarray(at + 7)]);
        expect([true, false]).toContain(readCap(damaged).ok);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readCap(bytes).ok).toBe(false);
      }),
    );
  });
});
