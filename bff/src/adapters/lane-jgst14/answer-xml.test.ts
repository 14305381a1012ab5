import { expect, it } from 'vitest';
import { commandInfo, gatherFeedback, inEnvelope, referred } from './answer-xml.ts';
import { fieldsOf, readMessage } from './xml-message.ts';

const echo = { areaId: '2201000001', channelNo: 'a"<&b', direction: 'i', name: 'S-1' };
const fieldsIn = (xml: string) => {
  const message = readMessage(xml);
  if (!message.ok) throw new Error(message.reason);
  return fieldsOf(message.root);
};

it('gives back what it was called by, unchanged, in ASCII alone', () => {
  const xml = commandInfo(echo, referred);
  expect(/^[\x20-\x7e]*$/.test(xml)).toBe(true);
  expect(fieldsIn(xml)).toMatchObject({
    'attr.AREA_ID': '2201000001',
    'attr.CHNL_NO': 'a"<&b',
    'attr.I_E_TYPE': 'i',
    'attr.SEQ_NO': 'S-1',
    CHECK_RESULT: '11000000001000000000',
    OP_HINT: '请等待人工确认',
  });
});

it.each([
  ['release', 'Y'],
  ['alarm', 'N'],
  ['manual', 'M'],
] as const)('says %s to a smart lane as %s', (result, letter) => {
  const xml = gatherFeedback(echo, { ...referred, result }, { plate: '沪A12345', weightKg: null });
  for (const told of [xml, inEnvelope(xml)])
    expect(fieldsIn(told)).toMatchObject({
      CHECK_RESULT: letter,
      SESSION_ID: 'S-1',
      'VE_INFO.VE_LICENSE_NO': '沪A12345',
    });
});
