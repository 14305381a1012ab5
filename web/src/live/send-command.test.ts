import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import { describe, expect, it } from 'vitest';
import { type CommandLine, sendCommand } from './send-command.ts';

/** A line whose replies are scripted; time passes only by pausing and by lost attempts. */
function scriptedLine(script: ('lost' | 'offline' | CommandReply)[]) {
  const sent: Command[] = [];
  let nowMs = 0;
  const line: CommandLine = {
    isConnected: () => script[0] !== 'offline' || script.shift() === undefined,
    emit: (command, withinMs) => {
      sent.push(command);
      const next = script.shift();
      if (next !== 'lost' && next !== 'offline' && next) return Promise.resolve(next);
      nowMs += withinMs;
      return Promise.reject(new Error('no reply'));
    },
    pause: (ms) => {
      nowMs += ms;
      return Promise.resolve();
    },
    nowMs: () => nowMs,
  };
  return { line, sent };
}

const acknowledge = (line: CommandLine) =>
  sendCommand('alarm.acknowledge', { alarmId: 'A1' }, 3, line);

describe('sendCommand', () => {
  it('asks again under the same id when the reply was lost', async () => {
    const { line, sent } = scriptedLine(['lost', 'lost', { ok: true, seq: 9 }]);
    expect(await acknowledge(line)).toEqual({ ok: true, seq: 9 });
    expect(sent).toHaveLength(3);
    expect(new Set(sent.map(({ commandId }) => commandId)).size).toBe(1);
    expect(sent[0]).toMatchObject({ name: 'alarm.acknowledge', basedOnVersion: 3 });
  });

  it('waits for the connection instead of sending into nothing', async () => {
    const { line, sent } = scriptedLine(['offline', 'offline', { ok: true, seq: 1 }]);
    expect((await acknowledge(line)).ok).toBe(true);
    expect(sent).toHaveLength(1);
  });

  it('gives up with a sentence when nobody ever answers', async () => {
    const { line } = scriptedLine([]);
    const reply = await acknowledge(line);
    expect(reply).toMatchObject({ ok: false, refusal: { retry: 'later' } });
  });

  it('uses a new id for each act', async () => {
    const first = scriptedLine([{ ok: true, seq: 1 }]);
    const second = scriptedLine([{ ok: true, seq: 2 }]);
    await acknowledge(first.line);
    await acknowledge(second.line);
    expect(first.sent[0]?.commandId).not.toBe(second.sent[0]?.commandId);
  });
});
