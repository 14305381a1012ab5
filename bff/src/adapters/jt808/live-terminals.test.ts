import { expect, it } from 'vitest';
import { LiveTerminals } from './live-terminals.ts';

const line = (peer: string) => ({ peer });

function live() {
  const told: string[] = [];
  const terminals = new LiveTerminals<{ peer: string }>((id, older, newer) =>
    told.push(`${id} ${older.peer} ${newer.peer}`),
  );
  return { terminals, told };
}

it('knows the newest line of a terminal, and forgets those that left', () => {
  const { terminals } = live();
  const [a, b] = [line('10.0.0.1:1'), line('10.0.0.1:2')];
  expect(terminals.lineOf('t')).toBeNull();
  terminals.meet('t', a);
  terminals.meet('t', b);
  terminals.meet('t', b);
  expect(terminals.lineOf('t')).toBe(b);
  expect(terminals.linesOf('t')).toEqual([a, b]);
  terminals.leave('t', b);
  expect(terminals.lineOf('t')).toBe(a);
  terminals.leave('t', a);
  expect(terminals.linesOf('t')).toEqual([]);
});

it('blames nobody for a line that was left half-open behind', () => {
  const { terminals, told } = live();
  const [old, young] = [line('10.0.0.1:1'), line('10.0.0.2:1')];
  terminals.meet('t', old);
  terminals.meet('t', young);
  terminals.heard('t', young);
  expect(told).toEqual([]);
  terminals.leave('t', old);
  terminals.heard('t', young);
  expect(told).toEqual([]);
});

it('tells once that two addresses speak with one name', () => {
  const { terminals, told } = live();
  const [old, young] = [line('10.0.0.1:1'), line('10.0.0.2:1')];
  terminals.meet('t', old);
  terminals.meet('t', young);
  terminals.heard('t', old);
  terminals.heard('t', old);
  terminals.heard('t', young);
  expect(told).toEqual(['t 10.0.0.1:1 10.0.0.2:1']);
});

it('does not mind two lines of one address', () => {
  const { terminals, told } = live();
  terminals.meet('t', line('10.0.0.1:1'));
  const second = line('10.0.0.1:2');
  terminals.meet('t', second);
  terminals.heard('t', second);
  expect(told).toEqual([]);
});
