import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { createRepeatWindow, type RepeatWindow } from '#domain/repeat-window.ts';
import { normaliseAccount } from './account.ts';
import { type Dc09Message, decodeFrame } from './decode.ts';
import { type Dc09Frame, readFrame } from './frame.ts';
import { buildNak, buildReply, type ReplyKind } from './reply.ts';
import { fenceCodes } from './signal-codes.ts';
import { isContent } from './splitter.ts';

const gateway = 'perimeter-dc09';
const repeatSpanMs = 5 * 60_000;
/** An encrypted frame outside this window is answered NAK (DC-09 clause 5.5.1.9). */
const clockWindowMs = { behind: 40_000, ahead: 20_000 };

/** What goes back to the panel for one slice of its stream; null is silence, and then it repeats. */
export type Answer = (slice: Uint8Array, peer: string) => Promise<Uint8Array | null>;
export type AnswerSettings = {
  registry: (account: string) => boolean;
  keyOf: (account: string) => Uint8Array | null;
};

/** The judgement of one frame: ACK after it is kept, DUH, NAK or silence (DC-09 clause 5.5.2). */
export function createAnswerer(settings: AnswerSettings, host: GatewayHost): Answer {
  const repeats = createRepeatWindow(repeatSpanMs);

  return async (slice, peer) => {
    if (!isContent(slice)) return null;
    const reading = readFrame(slice);
    if (!reading.ok) {
      host.keepBadFrame(slice, reading.reason, peer);
      return null;
    }
    const lost = slice.subarray(0, reading.skipped);
    if (isContent(lost)) host.keepBadFrame(lost, 'truncated', peer);
    return answerFrame(reading.frame, slice, peer);
  };

  async function answerFrame(frame: Dc09Frame, slice: Uint8Array, peer: string) {
    const key = frame.encrypted && frame.account !== null ? settings.keyOf(frame.account) : null;
    const reply = (kind: ReplyKind) =>
      buildReply(kind, frame, frame.encrypted ? { atMs: host.nowMs(), key } : null);
    const decoding = decodeFrame(frame, key);
    if (!decoding.ok) {
      if (decoding.reason === 'encrypted') host.countFrame('unsupported');
      else host.keepBadFrame(slice, decoding.reason, peer);
      return reply('DUH');
    }
    const { message } = decoding;
    if (message.content.kind === 'reply') {
      host.countFrame('unsupported');
      return null;
    }
    if (frame.encrypted && clockIsOff(message, host.nowMs())) {
      host.countFrame('unsupported');
      return buildNak(host.nowMs(), frame.crcFormat);
    }
    return report(frame, message, reply, peer);
  }

  async function report(
    frame: Dc09Frame,
    message: Dc09Message,
    reply: (kind: ReplyKind) => Uint8Array,
    peer: string,
  ): Promise<Uint8Array | null> {
    const account = frame.account ?? message.dataAccount;
    if (account === null) {
      host.countFrame('unsupported');
      return reply('DUH');
    }
    const { deviceId, known } = normaliseAccount(account, settings.registry);
    const repeatKey = `${deviceId} ${frame.id} ${frame.seq} ${message.data}`;
    const observations = observe(deviceId, frame, message, host.nowMs());
    const work = async () => {
      for (const observation of observations) await host.accept(observation, peer);
    };
    try {
      host.countFrame(await keepOnce(repeats, repeatKey, message, host.nowMs(), work));
    } catch {
      // Not kept, so not answered: the panel repeats.
      return null;
    }
    return reply(known && message.content.kind !== 'other' ? 'ACK' : 'DUH');
  }
}

/** Supervision reuses one sequence number for ever, so it is never a repeat. */
async function keepOnce(
  repeats: RepeatWindow,
  key: string,
  message: Dc09Message,
  nowMs: number,
  work: () => Promise<void>,
): Promise<'ok' | 'duplicate' | 'unsupported'> {
  if (message.content.kind === 'link' || message.content.kind === 'other') {
    await work();
    return message.content.kind === 'link' ? 'ok' : 'unsupported';
  }
  return (await repeats.once(key, nowMs, work)) === 'first' ? 'ok' : 'duplicate';
}

function clockIsOff(message: Dc09Message, nowMs: number): boolean {
  if (message.sentAtMs === null) return true;
  const aheadMs = message.sentAtMs - nowMs;
  return aheadMs > clockWindowMs.ahead || aheadMs < -clockWindowMs.behind;
}

/** A message without a fence code still shows that the panel lives. */
function observe(
  deviceId: string,
  frame: Dc09Frame,
  message: Dc09Message,
  receivedAtMs: number,
): Observation[] {
  const deviceAtMs = message.sentAtMs ?? receivedAtMs;
  const reported = { gateway, deviceId, deviceAtMs, receivedAtMs } as const;
  const codes = fenceCodes(message.content);
  if (codes.length === 0) return [{ ...reported, kind: 'alive' }];
  const panelSeq = Number.parseInt(frame.seq, 10);
  return codes.map((code) => ({ ...reported, kind: 'fence', ...code, panelSeq }));
}
