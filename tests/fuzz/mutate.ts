import type { Dice } from './dice.ts';

const longest = 4096;

type Mutation = (bytes: Uint8Array, dice: Dice, others: readonly Uint8Array[]) => Uint8Array;

/** Bytes on which the protocols turn: flags, escapes, brackets, quotes, line ends, extreme lengths. */
const turning = [
  0x00, 0xff, 0x7e, 0x7d, 0x24, 0x28, 0x29, 0x0a, 0x0d, 0x22, 0x5b, 0x5d, 0x23, 0x7c, 0x3c, 0x3e,
  0x26, 0x2c, 0x2a, 0x21, 0x80, 0x7f, 0x02, 0x03, 0xe2, 0x5c, 0x30, 0x31, 0x63, 0x64,
];

const place = (bytes: Uint8Array, dice: Dice): number => dice.whole(Math.max(1, bytes.length));

/** Not `slice`: on a Buffer that is a view, and the damage would stay in the message for good. */
const copyOf = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes);

const flipBit: Mutation = (bytes, dice) => {
  const changed = copyOf(bytes);
  const at = place(bytes, dice);
  if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << dice.whole(8));
  return changed;
};
const setByte: Mutation = (bytes, dice) => {
  const changed = copyOf(bytes);
  const at = place(bytes, dice);
  if (at < changed.length) changed[at] = turning[dice.whole(turning.length)] ?? 0;
  return changed;
};
const cutEnd: Mutation = (bytes, dice) => bytes.subarray(0, place(bytes, dice));
const cutStart: Mutation = (bytes, dice) => bytes.subarray(place(bytes, dice));
const dropSome: Mutation = (bytes, dice) => {
  const from = place(bytes, dice);
  const to = from + 1 + dice.whole(8);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
};
const insertSome: Mutation = (bytes, dice) => {
  const at = place(bytes, dice);
  const more = Uint8Array.from({ length: 1 + dice.whole(8) }, () => dice.whole(256));
  return Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);
};
const repeatSome: Mutation = (bytes, dice) => {
  const from = place(bytes, dice);
  const part = bytes.subarray(from, from + 1 + dice.whole(64));
  const parts = Array.from({ length: 1 + dice.whole(16) }, () => part);
  return Buffer.concat([bytes.subarray(0, from), ...parts, bytes.subarray(from)]);
};
const splice: Mutation = (bytes, dice, others) => {
  const other = others[dice.whole(others.length)] ?? bytes;
  return Buffer.concat([bytes.subarray(0, place(bytes, dice)), other.subarray(place(other, dice))]);
};
/** A frame behind another, as they come glued on a stream. */
const glue: Mutation = (bytes, dice, others) =>
  Buffer.concat([bytes, others[dice.whole(others.length)] ?? bytes]);

const mutations: readonly Mutation[] = [
  flipBit,
  flipBit,
  setByte,
  setByte,
  cutEnd,
  cutStart,
  dropSome,
  insertSome,
  repeatSome,
  splice,
  glue,
];

/** One case: a message of others with one to four kinds of damage, or, one time in eight, mere noise. */
export function throwCase(messages: readonly Uint8Array[], dice: Dice): Uint8Array {
  if (messages.length === 0 || dice.whole(8) === 0) {
    return Uint8Array.from({ length: dice.whole(200) }, () =>
      dice.whole(3) === 0 ? (turning[dice.whole(turning.length)] ?? 0) : dice.whole(256),
    );
  }
  let bytes = messages[dice.whole(messages.length)] ?? new Uint8Array();
  for (let times = 1 + dice.whole(4); times > 0; times -= 1) {
    const mutation = mutations[dice.whole(mutations.length)] ?? flipBit;
    bytes = mutation(bytes, dice, messages).subarray(0, longest);
  }
  return bytes;
}
