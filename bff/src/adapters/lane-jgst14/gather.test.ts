import { describe, expect, it } from 'vitest';
import { gatherXml } from './frame.fixture.ts';
import { readGather } from './gather.ts';
import { fieldsOf, readMessage } from './xml-message.ts';

const receivedAtMs = Date.UTC(2026, 2, 2, 0, 5);
function read(xml: string) {
  const message = readMessage(xml);
  if (!message.ok) throw new Error(message.reason);
  return readGather(fieldsOf(message.root), { laneId: '2201000101', receivedAtMs });
}
const traditional = (inner: string, attributes = 'I_E_TYPE="I" SEQ_NO="S1"') =>
  read(`<GATHER_INFO ${attributes}>${inner}</GATHER_INFO>`);
const smart = (inner: string) =>
  read(`<GATHER_INFO><I_E_FLAG>E</I_E_FLAG><SESSION_ID>S-77</SESSION_ID>${inner}</GATHER_INFO>`);

it('reads a traditional gather', () => {
  expect(read(gatherXml)).toMatchObject({
    ok: true,
    passage: {
      eventId: '20260302080128000001',
      laneId: '2201000101',
      direction: 'IN',
      closedAtMs: receivedAtMs,
      plate: '沪A12345',
      containerNos: ['CSQU3054383'],
      seals: [{ id: 'ES000001', state: 'unknown' }],
      weightKg: 30_120,
      mode: 'auto',
      icCard: '0900000001',
      unsure: [],
    },
  });
});

it('reads a smart gather', () => {
  const inner = [
    '<VE_LICENSE_NO>沪A12345</VE_LICENSE_NO><CONTA_ID>CSQU3054383|MSKU1234565</CONTA_ID>',
    '<ESEAL_ID>10011003|10011004</ESEAL_ID><GROSS_WT>30120</GROSS_WT>',
    '<FORM_INFO><FORM_TYPE>entry</FORM_TYPE><FORM_ID>2201-9</FORM_ID></FORM_INFO>',
    '<VE_RFID><RFID_ID>E0040000F4F0BE05</RFID_ID><VE_NAME>沪A12345</VE_NAME></VE_RFID>',
    '<DR_RFID><RFID_ID>DR0001</RFID_ID></DR_RFID>',
  ].join('');
  expect(smart(inner)).toMatchObject({
    ok: true,
    passage: {
      eventId: 'S-77',
      direction: 'OUT',
      containerNos: ['CSQU3054383', 'MSKU1234565'],
      seals: [{ id: '10011003' }, { id: '10011004' }],
      documents: [{ type: 'entry', id: '2201-9' }],
      rfids: [
        { id: 'E0040000F4F0BE05', kind: 'vehicle', plate: '沪A12345' },
        { id: 'DR0001', kind: 'driver', plate: null },
      ],
    },
  });
});

it('takes what is gathered anew by hand for a reading of its own', () => {
  expect(smart('<GETHER_MODE>M</GETHER_MODE>')).toMatchObject({
    passage: { eventId: 'S-77/M', sessionId: 'S-77', mode: 'manual' },
  });
  expect(smart('<GETHER_MODE>B</GETHER_MODE>')).toMatchObject({ passage: { mode: 'backoffice' } });
});

it('refuses what could not be called by its name again, and what comes from nowhere', () => {
  expect(traditional('', 'I_E_TYPE="I" SEQ_NO=""')).toEqual({ ok: false, reason: 'no-session' });
  expect(traditional('', 'I_E_TYPE="X" SEQ_NO="S1"')).toEqual({
    ok: false,
    reason: 'bad-direction',
  });
  expect(traditional('', 'I_E_TYPE="e" SEQ_NO="S1"')).toMatchObject({
    passage: { direction: 'OUT' },
  });
});

describe('doubts', () => {
  const passageOf = (inner: string) => {
    const reading = traditional(inner);
    if (!reading.ok) throw new Error(reading.reason);
    return reading.passage;
  };

  it('two plates that differ', () => {
    const both =
      '<CAR><VE_NAME>沪A12345</VE_NAME></CAR><OPTCAR><PCAR_NO>沪A99999</PCAR_NO></OPTCAR>';
    expect(passageOf(both)).toMatchObject({ plate: '沪A99999', unsure: ['plate'] });
  });

  it('a container number that fails its check digit, or a reading marked as abnormal', () => {
    const failed = '<CONTA><CONTA_ID_F>CSQU3054384</CONTA_ID_F></CONTA>';
    expect(passageOf(failed)).toMatchObject({ containerNos: [], unsure: ['container'] });
    const marked = '<CONTA><CONTA_ID_F>CSQU3054383</CONTA_ID_F><CONTA_RECO>1</CONTA_RECO></CONTA>';
    expect(passageOf(marked)).toMatchObject({
      containerNos: ['CSQU3054383'],
      unsure: ['container'],
    });
  });

  it('a camera that is not sure', () => {
    const inner =
      '<VE_LICENSE_RECOGNITION><DOMESTIC_LICENSE_NO>沪A12345</DOMESTIC_LICENSE_NO><CONFIDENCE_RATIO>N</CONFIDENCE_RATIO></VE_LICENSE_RECOGNITION>';
    expect(passageOf(inner)).toMatchObject({ plate: '沪A12345', unsure: ['plate'] });
  });

  it.each([
    ['30120', 30_120],
    ['15.32', 15_320],
    ['0', null],
    ['15', null],
    ['', null],
    ['heavy', null],
  ])('a scale that shows "%s" weighs %s', (shown, kg) => {
    expect(passageOf(`<WEIGHT><GROSS_WT>${shown}</GROSS_WT></WEIGHT>`).weightKg).toBe(kg);
  });

  it('a tag into which the plate was copied', () => {
    expect(passageOf('<CAR><CAR_EC_NO>鲁B12345</CAR_EC_NO></CAR>').rfids).toEqual([
      { id: '鲁B12345', kind: 'vehicle', plate: '鲁B12345' },
    ]);
  });
});

it('tells a backlog by its own time, and everything near as now', () => {
  const at = (seqNo: string) => {
    const reading = traditional('', `I_E_TYPE="I" SEQ_NO="${seqNo}"`);
    return reading.ok ? reading.passage.closedAtMs : null;
  };
  expect(at('20260302070500000001')).toBe(receivedAtMs - 3_600_000);
  expect(at('20260302080400000001')).toBe(receivedAtMs);
  expect(at('20170321175400000000')).toBe(receivedAtMs);
  expect(at('91638472910022')).toBe(receivedAtMs);
});
