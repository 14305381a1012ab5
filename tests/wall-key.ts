import { wallProofText } from '@ftz/shared/access/wall-proof.ts';
import type { WallKey } from '@ftz/shared/contract/wall.ts';

/** What a screen that asks is told. */
export type Standing = {
  state?: 'let-in' | 'waiting' | 'refused';
  wallId?: string;
  code?: string;
  expiresAtMs?: number;
};
export type Answer = { status: number; body: Standing; cookie: string | null };

/** The part of a wall's browser that proves who it is. Each step can be taken by itself, and wrongly. */
export type WallBrowser = {
  key: WallKey;
  nonce: () => Promise<{ nonce: string; epoch: string }>;
  sign: (claim: { nonce: string; epoch: string; host?: string; key?: WallKey }) => Promise<string>;
  present: (proof: { key: WallKey; nonce: string; signature: string }) => Promise<Answer>;
  /** All of it, as the page does. */
  ask: () => Promise<Answer>;
};

const ecdsa = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A browser with a fresh key, as a proxy on this machine says that it asks from `address`. */
export async function openWallBrowser(url: () => string, address: string): Promise<WallBrowser> {
  const pair = await crypto.subtle.generateKey(ecdsa, false, ['sign', 'verify']);
  const { x = '', y = '' } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const key = { x, y };
  const post = (path: string, body?: object) =>
    fetch(`${url()}${path}`, {
      method: 'POST',
      headers: {
        'x-forwarded-for': address,
        'user-agent': 'Chromium of a wall',
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  const browser: WallBrowser = {
    key,
    nonce: async () =>
      (await (await post('/api/walls/nonce')).json()) as { nonce: string; epoch: string },
    sign: async ({ nonce, epoch, host = new URL(url()).host, key: other = key }) => {
      const text = new TextEncoder().encode(wallProofText({ host, epoch, nonce, key: other }));
      const how = { name: 'ECDSA', hash: 'SHA-256' };
      const bytes = await crypto.subtle.sign(how, pair.privateKey, text);
      return Buffer.from(bytes).toString('base64url');
    },
    present: async (proof) => {
      const response = await post('/api/walls/session', proof);
      return {
        status: response.status,
        body: (await response.json()) as Standing,
        cookie: response.headers.get('set-cookie')?.split(';')[0] ?? null,
      };
    },
    ask: async () => {
      const asked = await browser.nonce();
      const signature = await browser.sign(asked);
      return browser.present({ key, nonce: asked.nonce, signature });
    },
  };
  return browser;
}
