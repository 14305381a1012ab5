import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { GatewayState, ReadFrame } from '@ftz/shared/contract/gateway.ts';
import type { Reading } from '#adapters/protocol-reader.ts';
import type { FramesAsked } from '#domain/frames-asked.ts';
import { registeredDevice } from '#domain/registry.ts';
import type { World } from '#domain/sighting.ts';
import type { Gateways } from './gateways.ts';
import { protocolReaders } from './protocol-readers.ts';
import { readerOfGateway } from './raw-frames.ts';

/** Every gateway as a technician sees it, in the order in which they started. */
export function gatewayStates({ running }: Gateways, nowMs: number): GatewayState[] {
  return [...running].map(([gateway, { tally, port, connections, health }]) => ({
    gateway,
    ...health(),
    port,
    connections: connections?.() ?? null,
    lastMessageAtMs: tally.lastMessageAtMs,
    perMinute: tally.perMinute(nowMs),
    results: { ...tally.results },
    refused: [...tally.refused].map(([reason, count]) => ({ reason, count })),
  }));
}

/** More messages than this in one frame are a recording, which nobody reads on a screen. */
const mostReadings = 40;

/** The last frames of a gateway, each beside what its bytes mean. Who asks for a device gets all of it from now on. */
export function readRawFrames(
  { running }: Gateways,
  world: World,
  { gateway, deviceId, most }: FramesAsked,
): ReadFrame[] {
  const frames = running.get(gateway)?.frames;
  if (!frames) return [];
  if (deviceId !== null) frames.watch(deviceId, world.nowMs);
  return frames.recent(deviceId, most).map(({ bytes, ...frame }) => ({
    ...frame,
    hex: Buffer.from(bytes).toString('hex'),
    readings: read(gateway, bytes, modelOf(world, gateway, frame.deviceId)),
  }));
}

function modelOf(world: World, gateway: GatewayName, deviceId: string | null): string | null {
  return registeredDevice(world, gateway, deviceId ?? '')?.model ?? null;
}

function read(gateway: GatewayName, bytes: Uint8Array, deviceModel: string | null): Reading[] {
  const reader = protocolReaders.find(({ protocol }) => protocol === readerOfGateway[gateway]);
  if (reader) return reader.read(bytes, deviceModel ? { deviceModel } : {}).slice(0, mostReadings);
  const fields = jsonIn(bytes);
  return fields ? [{ at: 0, length: bytes.length, ok: true, kind: 'json', fields }] : [];
}

/** Where nobody reads the protocol, JSON still says what it says. */
function jsonIn(bytes: Uint8Array): Extract<Reading, { ok: true }>['fields'] | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? (value as Extract<Reading, { ok: true }>['fields']) : null;
  } catch {
    return null;
  }
}
