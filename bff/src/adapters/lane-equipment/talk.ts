import { randomBytes } from 'node:crypto';
import type { EquipmentKind } from '@ftz/shared/contract/equipment.ts';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import type { TcpLine, TcpTalk } from '#adapters/tcp-door.ts';
import { createLineCutter } from './line-cutter.ts';
import { aliveOf, breachOf } from './reported-by.ts';
import { createScale, type Scale } from './scale.ts';
import { createSession, type Session, type SessionDeps } from './session.ts';
import { registrationCode } from './signed-line.ts';

export type TalkDeps = SessionDeps & {
  /** The key of a registered device, null for one that nobody registered. */
  keyOf: (deviceId: string) => string | null;
  kindOf: (deviceId: string) => EquipmentKind | null;
};

const longestLineBytes = 4096;
const helloForm = /^HELLO ([A-Za-z0-9._-]{1,64})$/;
const registerForm = /^FTZREG ([A-Za-z0-9._-]{1,64}) ([0-9a-f]{16})$/;

/**
 * One line of one device. Its first words say who it is: `HELLO id` is answered with a nonce, and all
 * that follows is signed; `FTZREG id code` is a serial server with a dumb indicator behind it, to which
 * nothing is ever sent, because a letter on its line may zero the scale.
 */
export function talkTo(line: TcpLine, deps: TalkDeps, host: GatewayHost): TcpTalk {
  const cutter = createLineCutter(longestLineBytes);
  let speaker: Session | Scale | null = null;
  let refused = false;
  const isScale = (): boolean => speaker?.kind === 'scale';

  function refuse(text: string, reason: string): void {
    refused = true;
    host.keepBadFrame(Buffer.from(text), reason, line.peer);
    line.end();
  }

  async function meet(text: string): Promise<void> {
    const [, helloId] = helloForm.exec(text) ?? [];
    if (helloId !== undefined) return greet(helloId, text);
    const [, scaleId, code] = registerForm.exec(text) ?? [];
    if (scaleId === undefined || code === undefined) return refuse(text, 'no-hello');
    const key = deps.keyOf(scaleId);
    // The code is all that a scale proves itself by: it is kept nowhere.
    const shown = `FTZREG ${scaleId}`;
    if (key === null) return stranger(scaleId, shown);
    const known = isSameSecret(code, registrationCode(key, scaleId));
    if (!known || deps.kindOf(scaleId) !== 'weighbridge') {
      await host.accept(breachOf(scaleId, 'wrong-credential', line.peer, host)).catch(() => {});
      return refuse(shown, 'wrong-code');
    }
    speaker = createScale(scaleId, line, host);
    await speaker.take(cutter.rest());
  }

  async function greet(deviceId: string, text: string): Promise<void> {
    const key = deps.keyOf(deviceId);
    const kind = deps.kindOf(deviceId);
    if (key === null || kind === null) return stranger(deviceId, text);
    const nonce = randomBytes(16).toString('hex');
    speaker = createSession({ deviceId, kind, key, nonce }, line, deps, host);
    line.send(Buffer.from(`CHALLENGE ${nonce}\n`));
  }

  async function stranger(deviceId: string, text: string): Promise<void> {
    await host.accept(aliveOf(deviceId, host)).catch(() => {});
    refuse(text, 'unknown-device');
  }

  async function hear({ line: text, overflow }: { line: string; overflow: boolean }) {
    if (overflow) return refuse(text, 'too-long');
    if (speaker?.kind === 'session') return speaker.hear(text, (why) => refuse(text, why));
    return meet(text);
  }

  return {
    take: async (chunk) => {
      if (refused) return;
      if (speaker?.kind === 'scale') return speaker.take(chunk);
      cutter.add(chunk);
      for (let cut = cutter.next(); cut && !refused; cut = cutter.next()) {
        await hear(cut);
        if (isScale()) return;
      }
    },
    end: () => speaker?.end(),
  };
}
