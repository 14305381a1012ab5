import type { DurableEvent, DurableType } from '@ftz/shared/contract/durable-event.ts';
import type { House } from '#house.ts';

type Entry<T extends DurableType> = Extract<DurableEvent, { type: T }>;
export type BadFrameSeen = { gateway: string; reason: string; peer: string };

/** What a person of the house can read of its log and of the bytes that nobody understood. */
export async function openEventLog(house: House, username: string) {
  const cookie = await house.signIn(username);
  const read = async (path: string) => {
    const response = await fetch(`${house.app.url}${path}`, { headers: { cookie } });
    return (await response.json()) as unknown;
  };
  return {
    entries: async <T extends DurableType>(type: T): Promise<Entry<T>[]> => {
      const { events } = (await read('/api/events?limit=1000')) as { events: DurableEvent[] };
      return events.filter((event): event is Entry<T> => event.type === type);
    },
    badFrames: async (gateway: string): Promise<BadFrameSeen[]> => {
      const { badFrames } = (await read('/api/devices')) as { badFrames: BadFrameSeen[] };
      return badFrames.filter((frame) => frame.gateway === gateway);
    },
    deviceState: async (gateway: string, deviceId: string): Promise<string | null> => {
      const { devices } = (await read('/api/devices')) as {
        devices: { gateway: string; deviceId: string; state: string }[];
      };
      const found = devices.find((each) => each.gateway === gateway && each.deviceId === deviceId);
      return found?.state ?? null;
    },
  };
}
