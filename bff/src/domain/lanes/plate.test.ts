import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plateTextOf, readPlate } from './plate.ts';

describe('readPlate', () => {
  it.each([
    ['沪A12345', 'standard'],
    ['沪AD12345', 'new-energy-small'],
    ['沪AFA2345', 'new-energy-small'],
    ['沪A12345D', 'new-energy-large'],
    ['沪A1234挂', 'trailer'],
    ['沪A1234警', 'police'],
    ['沪A1234学', 'learner'],
    ['沪A1234试', 'trial'],
    ['粤Z1234港', 'hk-macau'],
    ['粤Z12A4澳', 'hk-macau'],
    ['沪A1234领', 'consulate'],
    ['使014578', 'embassy'],
    ['VA12345', 'armed-forces'],
    ['WJ京1234X', 'armed-police'],
    ['WJ0112345', 'armed-police'],
    ['黑A12345', 'standard'],
  ])('knows %s as %s', (text, category) => {
    expect(readPlate(text)).toEqual({ text, category, verdict: 'valid', colour: null });
  });

  it.each([
    ['沪A1234'],
    ['沪A123456'],
    ['沪A12345挂'],
    ['A12345'],
    ['沪I12345'],
    ['沪A1234港'],
    ['12345京警'],
    ['PECT600'],
  ])('knows no form of %s, and keeps it as it is', (text) => {
    expect(readPlate(text)).toMatchObject({ text, verdict: 'form', category: null });
  });

  it('says where published readers disagree', () => {
    expect(readPlate('沪AA12345')).toMatchObject({
      verdict: 'unverified',
      category: 'new-energy-small',
    });
  });

  it('repairs O and I in the serial alone, and no other letter', () => {
    expect(readPlate('沪A1O3I5')).toMatchObject({ text: '沪A10315', verdict: 'repaired' });
    expect(readPlate('沪O12345')).toMatchObject({ text: '沪O12345', verdict: 'form' });
    expect(readPlate('沪ABDSZL')).toMatchObject({ text: '沪ABDSZL', verdict: 'valid' });
  });

  it.each([
    ['黄闽D66681', '闽D66681', '黄'],
    ['闽D-66681蓝', '闽D66681', '蓝'],
    ['黄绿沪A12345D', '沪A12345D', '黄绿'],
    ['黑黑A12345', '黑A12345', '黑'],
    ['沪A1234挂黄牌', '沪A1234挂', '黄'],
  ])('tells the colour word of %s', (raw, text, colour) => {
    expect(readPlate(raw)).toMatchObject({ text, colour, verdict: 'valid' });
  });

  it('never throws, and reads its own reading alike', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        expect(readPlate(raw).text.length).toBeLessThanOrEqual(64 * 20);
      }),
    );
    const character = fc.constantFrom(...'沪黑使警挂黄绿色AO1I2·- Ｄ');
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 12 }), (raw) => {
        const { text, verdict } = readPlate(raw);
        if (verdict !== 'form') expect(readPlate(text).text).toBe(text);
      }),
    );
  });
});

describe('plateTextOf', () => {
  it.each([
    [' 沪a·d12345 ', '沪AD12345'],
    ['闽D-66681黄', '闽D66681'],
    ['黄闽D66681', '闽D66681'],
    ['沪Ａ１２３４挂', '沪A1234挂'],
    ['_无_', null],
    ['', null],
    [42, null],
    ['X'.repeat(17), null],
  ])('reads %j as %j', (text, plate) => {
    expect(plateTextOf(text)).toBe(plate);
  });
});
