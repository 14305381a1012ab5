import { expect, it } from 'vitest';
import { createFrameReader, type Message } from './frame.ts';
import { createGatherer, readPartsWanted } from './gather.ts';
import { createOutbox } from './outbox.ts';

function outbox(batches: 'whole' | 'in-parts') {
  const read = createFrameReader();
  const sent: Message[] = [];
  const box = createOutbox({
    terminalId: '13800000004',
    edition: '2019',
    batches,
    write: (frame) => sent.push(...read(frame)),
    nowMs: () => 0,
  });
  return { box, sent };
}
const location = (at: number): Buffer => Buffer.alloc(46, at);
const keep = (box: ReturnType<typeof outbox>['box'], count: number) => {
  for (let at = 0; at < count; at += 1) box.keep(location(at));
};

it('sends what it kept in packets of twenty', () => {
  const { box, sent } = outbox('whole');
  keep(box, 45);
  box.sendKept();
  expect(sent.map(({ body }) => body.readUInt16BE(0))).toEqual([20, 20, 5]);
  expect(sent.every(({ packet }) => packet === undefined)).toBe(true);
});

it('sends what it kept as one message in parts, each with a number of its own, and repeats a lost one', () => {
  const { box, sent } = outbox('in-parts');
  keep(box, 45);
  box.sendKept();
  expect(sent.map(({ flow, packet }) => [flow, packet?.total, packet?.index])).toEqual([
    [0, 3, 1],
    [1, 3, 2],
    [2, 3, 3],
  ]);
  const gather = createGatherer();
  const whole = sent.map(gather).at(-1);
  expect([whole?.body.readUInt16BE(0), whole?.body.length]).toEqual([45, 3 + 45 * 48]);
  const lost = sent[1];
  box.repeatParts(...readPartsWanted(Buffer.from('000000010002', 'hex')));
  expect(sent.at(-1)).toEqual(lost);
  box.repeatParts(...readPartsWanted(Buffer.from('0009010002', 'hex')));
  expect(sent).toHaveLength(4);
});

it('keeps all of a long message whose last part nobody acknowledged', () => {
  const { box, sent } = outbox('in-parts');
  keep(box, 45);
  box.sendKept();
  box.acknowledge(0, 0);
  box.acknowledge(1, 0);
  box.restart();
  box.sendKept();
  expect(sent).toHaveLength(6);
  for (const flow of [0, 1, 2]) box.acknowledge(flow, 0);
  box.restart();
  box.sendKept();
  expect(sent).toHaveLength(6);
});
