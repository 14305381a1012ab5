import type { Sentence } from './sentence.ts';

/** All parts of one message, in order; null while some are still to come. */
export type JoinParts = {
  take: (sentence: Sentence, nowMs: number) => Sentence[] | null;
  /** Messages whose missing part never came, since the last call. */
  takeLost: (nowMs: number) => Sentence[][];
};

type Group = { parts: (Sentence | undefined)[]; startedAtMs: number };

const partsWithinMs = 10_000;
const mostOpen = 64;

/**
 * Joins the parts of long messages by their group and channel (IEC 61162-1). Parts may come in any
 * order, as datagrams do; group numbers come round again after ten messages, so a part that is there
 * already begins a new message. At most 64 messages wait, each for ten seconds.
 */
export function createPartJoiner(): JoinParts {
  const open = new Map<string, Group>();
  let lost: Sentence[][] = [];

  function giveUp(key: string, group: Group): void {
    open.delete(key);
    if (lost.length < mostOpen) lost.push(group.parts.filter((part) => part !== undefined));
  }

  /** Groups stand in the order in which they began. */
  function tidy(nowMs: number): void {
    for (const [key, group] of open) {
      const old = Math.abs(nowMs - group.startedAtMs) > partsWithinMs;
      if (!old && open.size <= mostOpen) return;
      giveUp(key, group);
    }
  }

  function groupOf(sentence: Sentence, nowMs: number): [string, Group] {
    const { formatter, group, channel, total, index } = sentence;
    const key = `${formatter}/${group}/${channel}/${total}`;
    const known = open.get(key);
    if (known && known.parts[index - 1] === undefined) return [key, known];
    if (known) giveUp(key, known);
    const begun: Group = { parts: Array.from({ length: total }), startedAtMs: nowMs };
    open.set(key, begun);
    return [key, begun];
  }

  return {
    take: (sentence, nowMs) => {
      if (sentence.total === 1) return [sentence];
      tidy(nowMs);
      const [key, group] = groupOf(sentence, nowMs);
      group.parts[sentence.index - 1] = sentence;
      if (group.parts.includes(undefined)) return null;
      open.delete(key);
      return group.parts.filter((part) => part !== undefined);
    },
    takeLost: (nowMs) => {
      tidy(nowMs);
      const given = lost;
      lost = [];
      return given;
    },
  };
}
