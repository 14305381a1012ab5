import type { PushNews } from '@ftz/shared/contract/push.ts';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';

// The service worker as it is, in a scope that stands for the browser's.
type Listener = (event: object) => void;
type Shown = NotificationOptions & { title: string; renotify?: boolean };
const listeners = new Map<string, Listener>();
const shown: Shown[] = [];
const asked: { url: string; body: unknown }[] = [];
let windows: { url: string; visibilityState: string; focus?: () => void; navigate?: unknown }[] =
  [];
let opened: string[] = [];
let kept: object | null = null;
let publicKey: string | null = 'key';
const renewed = {
  toJSON: () => ({ endpoint: 'https://push.example/b', keys: { p256dh: 'p', auth: 'a' } }),
};

beforeAll(async () => {
  vi.stubGlobal('__PHONE_FILES__', { version: '1', files: [] });
  vi.stubGlobal('caches', { match: async () => kept && Response.json(kept) });
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    asked.push({ url, body: init?.body ? JSON.parse(String(init.body)) : null });
    return Response.json({ publicKey });
  });
  vi.stubGlobal('self', {
    addEventListener: (type: string, listener: Listener) => void listeners.set(type, listener),
    registration: {
      showNotification: async (title: string, options: object) =>
        void shown.push({ title, ...options }),
      pushManager: { subscribe: async () => renewed },
    },
    clients: { matchAll: async () => windows, openWindow: async (url: string) => opened.push(url) },
  });
  await import('./phone-worker.ts');
});
beforeEach(() => {
  shown.length = 0;
  asked.length = 0;
  windows = [];
  opened = [];
  publicKey = 'key';
  kept = {
    reasons: { issued: '新任务', cancelled: '任务已取消' },
    kinds: { emergency: '应急处置' },
  };
});

/** Hands an event to the worker, and waits for what it asks to be waited for. */
async function happen(type: string, event: object): Promise<void> {
  const works: Promise<unknown>[] = [];
  listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) });
  expect(works).toHaveLength(1);
  await Promise.all(works);
}
const push = (news: unknown) => happen('push', { data: { json: () => news } });
const news: PushNews = { taskId: 'T1', kind: 'emergency', reason: 'issued' };
const at = (path: string, visibilityState: string) => ({
  url: `https://zone.example${path}`,
  visibilityState,
});

it('rings with the task, in the words that the page left, once for each task', async () => {
  await push(news);
  expect(shown).toEqual([
    {
      title: '新任务',
      body: '应急处置',
      tag: 'T1',
      icon: '/phone-icon-192.png',
      data: { url: '/mobile?task=T1' },
      vibrate: [250, 120, 250, 120, 250],
      renotify: false,
    },
  ]);
  await push({ ...news, reason: 'cancelled' });
  expect(shown[1]).toMatchObject({ title: '任务已取消', tag: 'T1', renotify: true });
});

it('leaves the sound to a page in sight, and to no other', async () => {
  windows = [at('/mobile?task=T1', 'visible')];
  await push(news);
  expect(shown[0]).toMatchObject({ silent: true });
  expect(shown[0]).not.toHaveProperty('vibrate');
  windows = [at('/mobile', 'hidden'), at('/desk', 'visible')];
  await push(news);
  expect(shown[1]).not.toHaveProperty('silent');
});

it('shows something whatever came, and without words', async () => {
  kept = null;
  await push(news);
  await happen('push', { data: null });
  await happen('push', {
    data: {
      json: () => {
        throw new SyntaxError('no JSON');
      },
    },
  });
  expect(shown.map(({ title }) => title)).toEqual(Array(3).fill('新任务 New task'));
  expect(shown[1]).toMatchObject({ tag: '/mobile', data: { url: '/mobile' } });
});

it('a tap opens the task: in the page that is open, or in a new one', async () => {
  const close = vi.fn();
  const notification = { close, data: { url: '/mobile?task=T1' } };
  await happen('notificationclick', { notification });
  expect(opened).toEqual(['/mobile?task=T1']);
  const phone = { ...at('/mobile', 'hidden'), focus: vi.fn(), navigate: vi.fn() };
  windows = [at('/desk', 'visible'), phone];
  await happen('notificationclick', { notification });
  expect(opened).toHaveLength(1);
  expect(phone.focus).toHaveBeenCalled();
  expect(phone.navigate).toHaveBeenCalledWith('/mobile?task=T1');
  expect(close).toHaveBeenCalledTimes(2);
});

it('tells the center when the browser was moved elsewhere, and asks for nothing where nothing is pushed', async () => {
  const address = { endpoint: 'https://push.example/b', p256dh: 'p', auth: 'a' };
  await happen('pushsubscriptionchange', { newSubscription: renewed });
  await happen('pushsubscriptionchange', { newSubscription: null });
  const told = { url: '/api/push/subscription', body: address };
  const key = { url: '/api/push', body: null };
  expect(asked).toEqual([key, told, key, told]);
  publicKey = null;
  await happen('pushsubscriptionchange', { newSubscription: renewed });
  expect(asked.slice(4)).toEqual([key]);
});
