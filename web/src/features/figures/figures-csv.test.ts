import { expect, it } from 'vitest';
import { csvCell } from './figures-csv.ts';

it('writes no formula into a spreadsheet, whatever a device is called', () => {
  expect(csvCell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`);
  for (const begin of ['+', '-', '@', '\t']) expect(csvCell(`${begin}1`)).toBe(`'${begin}1`);
  expect(csvCell('\r1')).toBe(`"'\r1"`);
  expect(csvCell('WGQ-C01')).toBe('WGQ-C01');
  expect(csvCell('a,b')).toBe('"a,b"');
  expect(csvCell(-1)).toBe('-1');
  expect(csvCell(null)).toBe('');
});
