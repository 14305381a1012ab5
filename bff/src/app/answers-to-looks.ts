import type { DeviceAdapter } from '#adapters/device-adapter.ts';

export type HearAnswer = (answer: { orderId: string; isRefused: boolean }) => boolean;

/**
 * Answers to the orders that only serve a look go to who gave them, and into no log; everything else goes on
 * into the house.
 */
export function answersToLooks(terminals: DeviceAdapter, hearAnswer: HearAnswer): DeviceAdapter {
  return {
    gateway: terminals.gateway,
    start: (host) =>
      terminals.start({
        ...host,
        accept: async (observation, peer) => {
          if (observation.kind === 'order-answer') {
            const { orderId, outcome } = observation;
            if (hearAnswer({ orderId, isRefused: outcome === 'refused-by-device' })) return;
          }
          await host.accept(observation, peer);
        },
      }),
  };
}
