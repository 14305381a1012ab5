import { expect, it } from 'vitest';
import { LiveTerminals } from './live-terminals.ts';

const line = (peer: string) => ({ peer, isOpen: () => true });

function live() {
  const told: string[] = [];
  const terminals = new LiveTerminals<ReturnType<typeof line>>(10, (id, holder, rival) =>
    told.push(`${id} ${holder.peer} ${rival.peer}`),
  );
  return { terminals, told };
}

it('follows a terminal that comes back from its own address at once', () => {
  const { terminals } = live();
  const [a, b] = [line('10.0.0.1:1'), line('10.0.0.1:2')];
  expect(terminals.lineOf('t')).toBeNull();
  expect(terminals.hear('t', a, 0)).toBe(true);
  expect(terminals.hear('t', b, 1)).toBe(true);
  expect(terminals.lineOf('t')).toBe(b);
  terminals.leave('t', a);
  expect(terminals.lineOf('t')).toBe(b);
  terminals.leave('t', b);
  expect(terminals.lineOf('t')).toBeNull();
});

it('lets a line of another address wait until the first has gone or fallen silent, and blames nobody', () => {
  const { terminals, told } = live();
  const [old, young, third] = [line('10.0.0.1:1'), line('10.0.0.2:1'), line('10.0.0.3:1')];
  terminals.hear('t', old, 0);
  expect(terminals.hear('t', young, 10_000)).toBe(false);
  expect(terminals.lineOf('t')).toBe(old);
  expect(terminals.hear('t', young, 60_001)).toBe(true);
  terminals.leave('t', young);
  expect(terminals.hear('t', third, 60_002)).toBe(true);
  expect(told).toEqual([]);
});

it('tells that two addresses speak with one name, and believes the one that has it', () => {
  const { terminals, told } = live();
  const [real, copy] = [line('10.0.0.1:1'), line('10.0.0.2:1')];
  terminals.hear('t', real, 0);
  expect(terminals.hear('t', copy, 1_000)).toBe(false);
  expect(terminals.hear('t', real, 2_000)).toBe(true);
  expect(told).toEqual([]);
  expect(terminals.hear('t', real, 7_000)).toBe(true);
  expect(told).toEqual(['t 10.0.0.1:1 10.0.0.2:1']);
});
