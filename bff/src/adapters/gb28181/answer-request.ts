import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import type { PlatformCamera } from '#domain/video-platforms.ts';
import type { Challenge } from './digest.ts';
import { createProofJudge } from './judge-proof.ts';
import { readManscdp } from './manscdp.ts';
import type { Line, Platform, Platforms } from './platforms.ts';
import { expiryOf, headerOf, methodOf, type SipMessage } from './sip-message.ts';
import { camerasIn, keepAnswer, observe } from './take-notice.ts';
import { speakerOf, writeAnswer } from './write-sip.ts';

export type AnswererSettings = {
  keyOf: (deviceId: string) => string | null;
  isKnown: (deviceId: string) => boolean;
};

export type Answerer = (request: SipMessage, bytes: Uint8Array, line: Line) => Promise<void>;

const longestRegistrationS = 86_400;
const usualRegistrationS = 3_600;

/**
 * What a platform asks of us. It hears 200 only after the house has taken what it said: without an
 * answer it says it again.
 */
export function createAnswerer(
  settings: AnswererSettings,
  parts: { host: GatewayHost; platforms: Platforms; challenge: Challenge; tag: string },
  onRegistered: (platform: Platform) => void,
): Answerer {
  const { host, platforms, challenge, tag } = parts;
  const judgeProof = createProofJudge(settings.keyOf, challenge);
  const isRegistered = ({ channelId }: PlatformCamera) => settings.isKnown(channelId);

  const say = (line: Line, request: SipMessage, status: number, headers = {}) =>
    line.send(writeAnswer(request, status, { tag, headers }));

  const signOf = (deviceId: string, kind: 'alive' | 'gone'): Observation => {
    const nowMs = host.nowMs();
    return { kind, gateway: 'gb28181', deviceId, deviceAtMs: nowMs, receivedAtMs: nowMs };
  };

  /** A stranger is listed for the technician; who fails in a known name is told to a person. */
  async function refuse(request: SipMessage, speaker: string, line: Line): Promise<void> {
    host.countFrame('unsupported');
    const breach = { deviceId: speaker, breach: 'wrong-credential', peer: line.remote } as const;
    if (settings.isKnown(speaker)) host.reportBreach?.({ ...breach, detail: 'REGISTER' });
    else await host.accept(signOf(speaker, 'alive'));
    say(line, request, 403);
  }

  async function register(request: SipMessage, speaker: string, line: Line): Promise<void> {
    const nowMs = host.nowMs();
    const verdict = judgeProof(request, speaker, line, nowMs);
    if (verdict === 'stale') {
      host.countFrame('ok');
      return say(line, request, 401, { 'WWW-Authenticate': challenge.ask(nowMs) });
    }
    if (verdict === 'wrong') return refuse(request, speaker, line);
    const expiresS = Math.min(expiryOf(request) ?? usualRegistrationS, longestRegistrationS);
    await host.accept(signOf(speaker, expiresS === 0 ? 'gone' : 'alive'));
    host.countFrame('ok');
    if (expiresS === 0) platforms.forget(speaker);
    else onRegistered(platforms.register(speaker, line, nowMs + expiresS * 1000));
    say(line, request, 200, registrationOf(request, expiresS, nowMs));
  }

  async function takeMessage(
    request: SipMessage,
    bytes: Uint8Array,
    platform: Platform,
    line: Line,
  ): Promise<void> {
    const reading = readManscdp(request.body);
    if (!reading.ok) {
      host.keepBadFrame(bytes, reading.reason, line.remote);
      return say(line, request, 400);
    }
    const { manscdp } = reading;
    const receivedAtMs = host.nowMs();
    const heard = { platformId: platform.deviceId, receivedAtMs, isKnown: settings.isKnown };
    await host.accept(observe(manscdp, heard));
    if (manscdp.root === 'Response') keepAnswer(manscdp, platform.deviceId, platforms);
    for (const { channelId, online } of camerasIn(manscdp).filter(isRegistered)) {
      await host.accept(signOf(channelId, online ? 'alive' : 'gone'));
    }
    host.countFrame('ok');
    say(line, request, 200);
  }

  async function answerSpeaker(
    request: SipMessage,
    bytes: Uint8Array,
    speaker: string,
    line: Line,
  ): Promise<void> {
    const method = methodOf(request);
    if (method === 'REGISTER') return register(request, speaker, line);
    const platform = platforms.find(speaker, host.nowMs());
    if (platform === null || addressOf(platform.line) !== addressOf(line)) {
      host.countFrame('unsupported');
      return say(line, request, 403);
    }
    if (method === 'MESSAGE' || method === 'NOTIFY') {
      return takeMessage(request, bytes, platform, line);
    }
    host.countFrame('unsupported');
    say(line, request, method === 'BYE' ? 200 : 405);
  }

  return async (request, bytes, line) => {
    if (methodOf(request) === 'ACK') return;
    const speaker = speakerOf(request);
    if (speaker === null) {
      host.keepBadFrame(bytes, 'no-speaker', line.remote);
      return say(line, request, 400);
    }
    host.keepFrame?.(bytes, line.remote, speaker);
    try {
      await answerSpeaker(request, bytes, speaker, line);
    } catch {
      // Not taken, so not answered: it comes again.
    }
  };
}

/** What a platform is told that has registered. */
function registrationOf(request: SipMessage, expiresS: number, nowMs: number) {
  const contact = headerOf(request, 'contact');
  return {
    ...(contact === null ? {} : { Contact: contact }),
    Expires: String(expiresS),
    // Platforms set their clocks by this (GB/T 28181-2016, 9.10), in China's time.
    Date: new Date(nowMs + 8 * 3_600_000).toISOString().slice(0, 23),
  };
}

const addressOf = ({ remote }: Line) => remote.replace(/:\d+$/, '');
