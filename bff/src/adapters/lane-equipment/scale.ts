import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { TcpLine } from '#adapters/tcp-door.ts';
import { aliveOf, reportedBy } from './reported-by.ts';
import { createSettling, type Settled } from './settle-weight.ts';
import { createWeightSplitter } from './weight-splitter.ts';

export type Scale = { kind: 'scale'; take: (chunk: Uint8Array) => Promise<void>; end: () => void };

/** Ten frames a second prove no more than one in a while does. */
const aliveEveryMs = 5_000;

/**
 * A weighbridge's indicator behind a serial server. Its samples fill no log: a weight that has settled
 * is reported, once per vehicle, with our time because it has none; between two of them the bridge is
 * alive. A weight that could not be kept is tried again with the next sample that says the same.
 */
export function createScale(deviceId: string, line: TcpLine, host: GatewayHost): Scale {
  const splitter = createWeightSplitter();
  const settle = createSettling();
  let owed: Settled | null = null;
  let aliveAtMs = 0;

  async function report(settled: Settled): Promise<void> {
    const atMs = host.nowMs();
    const kg = settled.what === 'weighed' ? settled.kg : null;
    await host.accept({
      ...reportedBy(deviceId, host, atMs),
      kind: 'equipment',
      report: {
        eventId: `${atMs}`,
        what: settled.what,
        plate: null,
        containerNo: null,
        weightKg: kg,
        releaseId: null,
        facts: kg === null ? [] : [{ name: 'weight-kg', value: String(kg) }],
      },
    });
  }

  async function showLife(): Promise<void> {
    const nowMs = host.nowMs();
    if (nowMs - aliveAtMs < aliveEveryMs && nowMs >= aliveAtMs) return;
    aliveAtMs = nowMs;
    await host.accept(aliveOf(deviceId, host));
  }

  async function takeSlices(slices: ReturnType<typeof splitter.push>): Promise<void> {
    for (const { bytes, reading } of slices) {
      if (!reading.ok) {
        host.keepBadFrame(bytes, reading.reason, line.peer);
        continue;
      }
      if (host.wantsFrame?.(deviceId)) host.keepFrame?.(bytes, line.peer, deviceId);
      host.countFrame('ok');
      owed = settle(reading.sample) ?? owed;
    }
    try {
      if (owed) await report(owed);
      owed = null;
      if (slices.some(({ reading }) => reading.ok)) await showLife();
    } catch {
      // Nothing was kept: the indicator goes on, and what is owed is tried again.
    }
  }

  return {
    kind: 'scale',
    take: (chunk) => takeSlices(splitter.push(chunk)),
    end: () => void takeSlices(splitter.end()),
  };
}
