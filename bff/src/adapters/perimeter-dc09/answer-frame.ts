import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { createRepeatWindow, type RepeatWindow } from '#domain/repeat-window.ts';
import { normaliseAccount } from './account.ts';
import { type Dc09Message, decodeFrame } from './decode.ts';
import { type Dc09Frame, readFrame } from './frame.ts';
import { createClockJudge } from './judge-clock.ts';
import { buildNak, buildReply, type ReplyKind } from './reply.ts';
import { fenceCodes } from './signal-codes.ts';
import { isContent } from './splitter.ts';

const gateway = 'perimeter-dc09';
const repeatSpanMs = 5 * 60_000;
/** What goes back to the panel for one slice of its stream; null is silence, and then it repeats. */
export type Answer = (slice: Uint8Array, peer: string) => Promise<Uint8Array | null>;
export type AnswerSettings = {
  registry: (account: string) => boolean;
  /** The key of a panel that proves who it is; what such a one sends in clear is somebody else's. */
  keyOf: (account: string) => Uint8Array | null;
};

/** The judgement of one frame: ACK after it is kept, DUH, NAK or silence (DC-09 clause 5.5.2). */
export function createAnswerer(settings: AnswerSettings, host: GatewayHost): Answer {
  const repeats = createRepeatWindow(repeatSpanMs);
  const clocks = createClockJudge();

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
    const sender = normaliseAccount(frame.account ?? '', settings.registry).deviceId;
    const key = frame.account === null ? null : settings.keyOf(sender);
    const reply = (kind: ReplyKind) =>
      buildReply(kind, frame, frame.encrypted ? { atMs: host.nowMs(), key } : null);
    const decoding = decodeFrame(frame, key);
    if (!decoding.ok) {
      if (decoding.reason === 'encrypted') noteSealed(slice, sender, key, peer);
      else host.keepBadFrame(slice, decoding.reason, peer);
      return reply('DUH');
    }
    const { message } = decoding;
    if (message.content.kind === 'reply') {
      host.countFrame('unsupported');
      return null;
    }
    const refusal = refusalOf(frame, message, sender);
    if (refusal !== null) {
      host.keepBadFrame(slice, refusal, peer);
      const claimed = frame.account ?? message.dataAccount ?? '';
      tellBreach(normaliseAccount(claimed, settings.registry).deviceId, refusal, peer);
      return refusal === 'not-encrypted' ? reply('DUH') : buildNak(host.nowMs(), frame.crcFormat);
    }
    host.keepFrame?.(slice, peer, sender);
    const answer = await report(frame, message, reply, peer);
    if (answer && frame.encrypted) clocks.took(sender, message.sentAtMs);
    return answer;
  }

  /** Without a key nobody can tell; what an account's own key does not open is somebody else's. */
  function noteSealed(slice: Uint8Array, sender: string, key: Uint8Array | null, peer: string) {
    if (key === null) return host.countFrame('unsupported');
    host.keepBadFrame(slice, 'encrypted', peer);
    tellBreach(sender, 'wrong-key', peer);
  }

  /** A clock that is off is a panel's own; all else is somebody who is not the panel. */
  function tellBreach(deviceId: string, refusal: string, peer: string) {
    if (refusal === 'clock-off') return;
    const breach = refusal === 'replayed' ? 'replayed' : 'wrong-credential';
    host.reportBreach?.({ deviceId, breach, peer, detail: refusal });
  }

  /** Why what was understood is not believed. The account inside counts where the header has none. */
  function refusalOf(frame: Dc09Frame, message: Dc09Message, sender: string) {
    if (frame.encrypted) {
      const clock = clocks.judge(sender, message.sentAtMs, host.nowMs());
      return clock === 'good' ? null : clock;
    }
    const account = frame.account ?? message.dataAccount;
    if (account === null) return null;
    const key = settings.keyOf(normaliseAccount(account, settings.registry).deviceId);
    return key === null ? null : 'not-encrypted';
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
