import { expect, it } from 'vitest';
import { containerReader } from './container-reader.ts';

it('is read beside its number, and never in its place', () => {
  const read = (text: string) => containerReader.read(Buffer.from(text), {});
  expect(read('CSQU 305438 3 22g1')).toMatchObject([
    { ok: true, fields: { containerNo: 'CSQU3054383', sizeType: { code: '22G1', lengthFt: 20 } } },
  ]);
  expect(read('CSQU3054384 22G1')).toMatchObject([{ ok: false, reason: 'check-digit' }]);
  expect(read('CSQU305 4383')).toMatchObject([
    { ok: true, fields: { containerNo: 'CSQU3054383' } },
  ]);
  expect(read('CSQU3054383 92G1')).toMatchObject([{ ok: false, reason: 'form' }]);
});
