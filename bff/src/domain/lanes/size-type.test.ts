import { expect, it } from 'vitest';
import { readSizeType } from './size-type.ts';

it.each([
  ['22G1', { lengthFt: 20, heightIn: 102, group: 'general' }],
  ['45R1', { lengthFt: 40, heightIn: 114, group: 'reefer' }],
  ['L5G1', { lengthFt: 45, heightIn: 114, group: 'general' }],
  ['42U1', { lengthFt: 40, heightIn: 102, group: 'open-top' }],
  ['29P0', { lengthFt: 20, heightIn: null, group: 'platform' }],
  ['22K2', { lengthFt: 20, heightIn: 102, group: 'tank' }],
])('%s', (code, said) => expect(readSizeType(code)).toEqual({ code, ...said }));

it.each(['', '22G', '22G11', '4383', '92G1', '21G1', '22X1', '22g1', '__proto__'])(
  'refuses "%s"',
  (text) => expect(readSizeType(text)).toBeNull(),
);
