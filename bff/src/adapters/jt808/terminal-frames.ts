import { wrapFrame } from './wire-writer.ts';

// Support of the tests beside it: a terminal's side of the protocol, put together by hand from the
// tables of the standard, so that a mistake of the reader is not repeated here.

export type TerminalFrame = {
  id: number;
  flow: number;
  phone: string;
  body?: string;
  attributes?: number;
  /** Total and index of a part of a longer message. */
  packets?: [total: number, index: number];
};

const hexWord = (value: number): string => value.toString(16).padStart(4, '0');

/** A whole frame; a 20-digit phone makes it one of 2019. */
export function terminalFrame(frame: TerminalFrame): Buffer {
  const { id, flow, phone, body = '', attributes = 0, packets = [] } = frame;
  const is2019 = phone.length === 20;
  const fragmented = packets.length > 0 ? 0x2000 : 0;
  const words = (is2019 ? 0x4000 : 0) | fragmented | attributes | (body.length / 2);
  const header = hexWord(id) + hexWord(words) + (is2019 ? '01' : '') + phone + hexWord(flow);
  const payload = header + packets.map(hexWord).join('') + body;
  return Buffer.from(wrapFrame(Buffer.from(payload, 'hex')));
}

/** 31.230416 N, 121.473701 E, 52.5 km/h, 275°, 12 m; with a fix unless told otherwise. */
export function reportBody(
  report: { alarms?: number; status?: number; time?: string; items?: string } = {},
): string {
  const dword = (value: number): string => value.toString(16).padStart(8, '0');
  const { alarms = 0, status = 0x03, time = '261121083000', items = '' } = report;
  const place = dword(31_230_416) + dword(121_473_701);
  return (
    dword(alarms) + dword(status) + place + hexWord(12) + hexWord(525) + hexWord(275) + time + items
  );
}

/** 0x0100 of 2013 with plate 沪A12345. */
export const registerBody = [
  '001f0073',
  Buffer.from('MAKER').toString('hex'),
  Buffer.from('MODEL'.padEnd(20, '\0')).toString('hex'),
  Buffer.from('TERM001').toString('hex'),
  '02',
  'bba6',
  Buffer.from('A12345').toString('hex'),
].join('');
