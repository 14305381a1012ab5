import fc from 'fast-check';
import { expect, it } from 'vitest';
import { childOf, childrenOf, readXml, textOf, textOfXml } from './read-xml.ts';

it('reads elements by local name, whatever the prefix', () => {
  const read = readXml(
    '<a:x xmlns:a="urn:a" xmlns:b="urn:b" b:k="1"><a:y> one </a:y><y><![CDATA[<2>]]></y></a:x>',
  );
  if (!read.ok) throw new Error(read.reason);
  expect(read.root).toMatchObject({ name: 'x', namespace: 'urn:a', attributes: { k: '1' } });
  expect(childrenOf(read.root, 'y').map(({ text }) => text)).toEqual(['one', '<2>']);
  expect(textOf(read.root, 'z')).toBeNull();
  expect(childOf(read.root, 'y')?.namespace).toBe('urn:a');
});

it.each([
  ['<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', 'xml-doctype'],
  ['<a>&x;</a>', 'xml-malformed'],
  ['<a><b></a>', 'xml-malformed'],
  ['<a', 'xml-malformed'],
  ['', 'xml-malformed'],
  ['no xml', 'xml-malformed'],
  ['<a>'.repeat(40), 'xml-too-deep'],
])('refuses %j', (text, reason) => {
  expect(readXml(text)).toEqual({ ok: false, reason });
});

it('refuses what is larger than it may be', () => {
  expect(readXml(`<a>${'x'.repeat(100)}</a>`, { characters: 50 })).toMatchObject({ ok: false });
  expect(readXml(`<a>${'<b/>'.repeat(20)}</a>`, { elements: 10 })).toMatchObject({ ok: false });
});

it('takes glued attributes where it is told to', () => {
  const glued = '<a b="1"c="2"/>';
  expect(readXml(glued)).toEqual({ ok: false, reason: 'xml-malformed' });
  expect(readXml(glued, { gluedAttributes: true })).toMatchObject({
    ok: true,
    root: { attributes: { b: '1', c: '2' } },
  });
});

it('believes bytes more than their label', () => {
  const gbk = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="GB2312"?><a>'),
    Buffer.from([0xbb, 0xa6]),
    Buffer.from('</a>'),
  ]);
  expect(textOfXml(gbk)).toContain('<a>沪</a>');
  expect(textOfXml(Buffer.from('<?xml version="1.0" encoding="GB2312"?><a>沪</a>'))).toContain(
    '<a>沪</a>',
  );
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void readXml(text)),
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('<a>', '</a>', '<!', '<?', '&', '"', "='", 'x', ']]>', '<![CDATA['),
        { maxLength: 30 },
      ),
      (parts) => {
        readXml(parts.join(''));
        readXml(parts.join(''), { gluedAttributes: true });
      },
    ),
  );
});
