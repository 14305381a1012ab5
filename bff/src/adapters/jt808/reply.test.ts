import { describe, expect, it } from 'vitest';
import { decodeFrame } from './decode.ts';
import { FrameSplitter } from './frame-splitter.ts';
import type { Header } from './header.ts';
import { type AckResult, AnswerWriter } from './reply.ts';
import { terminalFrame } from './terminal-frames.ts';

function headerOf(phone: string, attributes = 0): Header {
  const [frame] = new FrameSplitter().push(
    terminalFrame({ id: 0x0002, flow: 0x7e7d, phone, attributes }),
  );
  const header = frame?.ok === true ? decodeFrame(frame.payload).header : null;
  if (header === null) throw new Error('no header');
  return header;
}

function encodeAck(header: Header, flow: number, result: AckResult): Uint8Array {
  const writer = new AnswerWriter();
  writer.acknowledge({ ...header, caller: header }, flow, result);
  return writer.take();
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('answers', () => {
  it('wear the short header, and escape flags in flow numbers', () => {
    const body = '8001000501390000123400057d027d01000200';
    const wire = hex(encodeAck(headerOf('013900001234'), 5, 0));
    expect(wire.slice(2, -4)).toBe(body);
  });

  it('wear the long header of 2019 with its flag and version byte', () => {
    const wire = hex(encodeAck(headerOf('00000000013900001234'), 5, 3));
    expect(wire.slice(2, -4)).toBe('8001400501000000000139000012340005' + '7d027d01000203');
  });

  it('repeat the flag of a terminal that sets it over the short header', () => {
    const wire = hex(encodeAck(headerOf('013900001234', 0x4000), 5, 0));
    expect(wire.slice(2, 22)).toBe('80014005013900001234');
  });

  it('follow each other on the wire', () => {
    const header = headerOf('013900001234');
    const writer = new AnswerWriter();
    const asked = { ...header, caller: header };
    for (let flow = 0; flow < 200; flow += 1) writer.acknowledge(asked, flow, 0);
    const read = new FrameSplitter().push(writer.take()).map((frame) => {
      if (!frame.ok) throw new Error('not a frame');
      return decodeFrame(frame.payload).header?.flow;
    });
    expect(read).toEqual(Array.from({ length: 200 }, (_, flow) => flow));
    expect(writer.take()).toHaveLength(0);
  });

  it('can be read back', () => {
    const header = headerOf('013900001234');
    const writer = new AnswerWriter();
    writer.register({ ...header, caller: header }, 9, 'c0de');
    const [frame] = new FrameSplitter().push(writer.take());
    if (frame?.ok !== true) throw new Error('not a frame');
    expect(decodeFrame(frame.payload)).toMatchObject({
      header: { messageId: 0x8100, flow: 9 },
      message: { kind: 'register-answer', flow: 0x7e7d, result: 0, authCode: 'c0de' },
    });
  });
});
