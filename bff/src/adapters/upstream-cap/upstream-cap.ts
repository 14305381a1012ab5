import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import type { DurableLog } from '#domain/ports.ts';
import { createDownlink, deviceId, downlinkLimitBytes, downlinkPath, gateway } from './downlink.ts';
import { type Outbox, openOutbox } from './outbox.ts';
import { type KeptText, openOutboxMemory } from './outbox-memory.ts';
import { createUplink, type Uplink } from './uplink.ts';
import { capTime, writeCap } from './write-cap.ts';

export type UpstreamSettings = {
  /** Where the national centre takes messages; null: there is none, and orders may still come. */
  url: string | null;
  key: string;
  log: Pick<DurableLog, 'epoch' | 'headSeq' | 'read' | 'onCommitted'>;
  look: <T>(read: (situation: Situation) => T) => T;
  kept: KeptText;
  timing?: Partial<Timing>;
};
type Timing = { idleMs: number; firstBackOffMs: number; longestBackOffMs: number };
const usualTiming: Timing = { idleMs: 30_000, firstBackOffMs: 500, longestBackOffMs: 60_000 };

/** How we sign what goes up. */
const sender = 'ftz-command-center';
/** So many failures in a row are a link that is down, not a hiccup. */
const lostAfterFailures = 3;

/** The link to the national command system: orders down, incidents, notices and receipts up. */
export function upstreamCapAdapter(settings: UpstreamSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => {
      const downlink = createDownlink(host, settings.key);
      const link = settings.url === null ? null : openLink(settings, settings.url, host);
      const route = { path: downlinkPath, bodyLimitBytes: downlinkLimitBytes, handle: downlink };
      return {
        port: null,
        routes: [route],
        health: link?.health ?? (() => ({ ok: true, detail: 'no national centre is set' })),
        figures: link?.figures ?? (() => ({})),
        close: async () => link?.close(),
      };
    },
  };
}

type Link = Pick<RunningGateway, 'health' | 'close'> & Required<Pick<RunningGateway, 'figures'>>;

function openLink(settings: UpstreamSettings, url: string, host: GatewayHost): Link {
  const closing = new AbortController();
  const timing = { ...usualTiming, ...settings.timing };
  const watch = watchLink(host);
  const post = createUplink(url, settings.key, host.nowMs, closing.signal);
  const uplink: Uplink = async (xml) => {
    const delivery = await post(xml);
    if (!closing.signal.aborted) watch.note(delivery !== 'failed');
    if (delivery === 'refused')
      host.keepBadFrame(Buffer.from(xml), 'refused-above', new URL(url).host);
    return delivery;
  };
  const { log, look, kept } = settings;
  const outbox = openOutbox({
    log,
    look,
    memory: openOutboxMemory(kept, log.epoch, log.headSeq()),
    sender,
    send: ({ draft }) => uplink(writeCap(draft)),
    noteReceipt: (receipt) =>
      host.accept({ ...reportedNow(host), kind: 'upstream-receipt', ...receipt }),
    noteEmergency: (emergency) =>
      host.accept({ ...reportedNow(host), kind: 'upstream-emergency', ...emergency }),
    askForLife: async () => (await uplink(signOfLife(host.nowMs(), log.epoch))) !== 'failed',
    backOffMs: (failures) => {
      const longest = timing.firstBackOffMs * 2 ** Math.min(failures - 1, 12);
      return Math.min(longest, timing.longestBackOffMs) * (0.5 + Math.random() / 2);
    },
    idleMs: timing.idleMs,
  });
  return { ...told(outbox, watch), close: () => close(outbox, closing) };
}

async function close(outbox: Outbox, closing: AbortController): Promise<void> {
  closing.abort();
  await outbox.close();
}

const reportedNow = (host: GatewayHost) => {
  const nowMs = host.nowMs();
  return { gateway, deviceId, deviceAtMs: nowMs, receivedAtMs: nowMs } as const;
};

/** A message of the network itself: it says that this end lives, and raises nothing above. */
const signOfLife = (nowMs: number, epoch: string): string =>
  writeCap({
    identifier: `FTZ.alive.${epoch.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 16)}.${nowMs}`,
    sender,
    sentAtMs: nowMs,
    status: 'System',
    msgType: 'Alert',
    scope: 'Restricted',
    note: `alive ${capTime(nowMs)}`,
    references: [],
    info: null,
  });

type Watch = {
  note: (reached: boolean) => void;
  lastReachedAtMs: () => number | null;
  isLost: () => boolean;
};

/** Tells the house when the other end is heard, and once when it is lost. */
function watchLink(host: GatewayHost): Watch {
  let failures = 0;
  let lastReachedAtMs: number | null = null;
  const tell = (kind: 'alive' | 'gone') => {
    host.accept({ ...reportedNow(host), kind }).catch(() => undefined);
  };
  return {
    note: (reached) => {
      failures = reached ? 0 : failures + 1;
      if (reached) lastReachedAtMs = host.nowMs();
      if (reached) tell('alive');
      else if (failures === lostAfterFailures) tell('gone');
    },
    lastReachedAtMs: () => lastReachedAtMs,
    isLost: () => failures >= lostAfterFailures,
  };
}

function told(outbox: Outbox, watch: Watch): Pick<Link, 'health' | 'figures'> {
  return {
    health: () => {
      const atMs = watch.lastReachedAtMs();
      const since =
        atMs === null ? 'not reached yet' : `last reached ${new Date(atMs).toISOString()}`;
      return { ok: !watch.isLost(), detail: `${outbox.waiting()} messages wait, ${since}` };
    },
    figures: () => ({
      backlog: outbox.waiting(),
      last_success_seconds: Math.round((watch.lastReachedAtMs() ?? 0) / 1000),
    }),
  };
}
