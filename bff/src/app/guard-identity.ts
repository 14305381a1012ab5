import type { DevicePin, GatewayName } from '@ftz/shared/contract/device.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { ReportedBreach } from '#adapters/device-adapter.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { deviceKey } from '#domain/live-picture.ts';
import type { Observation } from '#domain/observation.ts';
import { type Registry, registeredDevice } from '#domain/registry.ts';

/** A device is met when so many of its reports in a row came from one address. */
const reportsToPin = 3;
/** What a device, or its copy, does at every frame is told to people once in a while. */
const tellAgainMs = 10 * 60_000;
const mostTold = 1_000;

type Deps = {
  lane: Pick<DecisionLane, 'look' | 'decide'>;
  registry: Registry;
  accept: (observation: Observation) => Promise<void>;
  nowMs: () => number;
};

export type IdentityGuard = {
  /** Rejects a report of a pinned device that came from another address: nothing of it is believed. */
  accept: (observation: Observation, peer?: string) => Promise<void>;
  reportBreach: (gateway: GatewayName, breach: ReportedBreach) => void;
};

/**
 * Whether who speaks is who he says, as far as the house can tell. A device of `pinned` trust is met at
 * the address of its first reports; the pin is in the log, so a restart does not open the door again.
 * From elsewhere it is refused, unacknowledged, until a technician lets it move: then what it has been
 * repeating is heard.
 */
export function guardIdentity({ lane, registry, accept, nowMs }: Deps): IdentityGuard {
  const candidates = new Map<string, { address: string; reports: number }>();
  const told = new Map<string, number>();

  const pinOf = (key: string) => lane.look(({ devicePins }) => ownOf(devicePins, key));
  const deviceOf = (gateway: GatewayName, deviceId: string) =>
    lane.look((situation) => registeredDevice({ registry, situation }, gateway, deviceId));

  /** Of a fleet that the files pin nobody of, only those whom a person registered are looked up: it is asked of each report. */
  const pinning = new Set<GatewayName>();
  for (const { gateway, trust } of registry.devices.values()) {
    if (trust === 'pinned') pinning.add(gateway);
  }
  const isPinned = (key: string, gateway: GatewayName): boolean => {
    const known =
      (pinning.has(gateway) ? registry.devices.get(key) : undefined) ??
      lane.look(({ registeredDevices }) => ownOf(registeredDevices, key));
    return known?.trust === 'pinned';
  };

  async function acceptFrom(observation: Observation, peer: string): Promise<void> {
    const { gateway, deviceId } = observation;
    const key = deviceKey(gateway, deviceId);
    if (!isPinned(key, gateway)) return accept(observation);
    const address = addressOf(peer);
    const pin = pinOf(key);
    if (pin && pin.address !== address) {
      const detail = `known at ${pin.address}`;
      reportBreach(gateway, { deviceId, breach: 'address-changed', peer, detail });
      throw new Error(`${key} is known at ${pin.address} and not at ${address}`);
    }
    await accept(observation);
    if (!pin) await meet(key, { gateway, deviceId, address, atMs: nowMs() });
  }

  async function meet(key: string, pin: DevicePin): Promise<void> {
    const before = candidates.get(key);
    const reports = before?.address === pin.address ? before.reports + 1 : 1;
    candidates.set(key, { address: pin.address, reports });
    if (reports < reportsToPin) return;
    candidates.delete(key);
    // The report is kept; should the pin not be, the next ones make another.
    await lane
      .decide(({ situation, put }) => {
        if (ownOf(situation.devicePins, key)) return undefined;
        put([
          {
            type: 'device.pinned',
            areas: [],
            actor: { kind: 'machine', name: pin.gateway },
            data: { pin },
          },
        ]);
        return undefined;
      })
      .catch(() => undefined);
  }

  function reportBreach(
    gateway: GatewayName,
    { deviceId, breach, peer, detail }: ReportedBreach,
  ): void {
    // Names of strangers are free to invent, and nobody believes them in the first place.
    if (!deviceOf(gateway, deviceId)) return;
    const atMs = nowMs();
    const key = `${gateway}/${deviceId}/${breach}`;
    if (atMs - (told.get(key) ?? Number.NEGATIVE_INFINITY) < tellAgainMs) return;
    told.delete(key);
    told.set(key, atMs);
    if (told.size > mostTold) told.delete(told.keys().next().value ?? '');
    const reported = { gateway, deviceId, deviceAtMs: atMs, receivedAtMs: atMs };
    accept({ ...reported, kind: 'breach', breach, peer, detail }).catch(() => told.delete(key));
  }

  return {
    accept: (observation, peer) =>
      peer === undefined ? accept(observation) : acceptFrom(observation, peer),
    reportBreach,
  };
}

/** Ports change with every connection. `host:port`, where an IPv6 host has colons of its own. */
function addressOf(peer: string): string {
  const end = peer.lastIndexOf(':');
  const address = end < 0 ? peer : peer.slice(0, end);
  return (address.startsWith('::ffff:') ? address.slice(7) : address).slice(0, 64) || 'unknown';
}
