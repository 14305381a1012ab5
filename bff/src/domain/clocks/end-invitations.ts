import { guestLeft } from '#domain/commands/decide-guest.ts';
import type { HouseClock } from './clock.ts';

/** An expert's time is over, also in an incident that is closed: his page forgets it by this entry. */
export const endInvitations: HouseClock = {
  name: 'end-invitations',
  due: ({ situation, nowMs }) =>
    Object.values(situation.incidents).flatMap((incident) =>
      incident.guests
        .filter(({ untilMs }) => untilMs <= nowMs)
        .map((guest) =>
          guestLeft(incident, guest, 'expired', { kind: 'machine', name: 'end-invitations' }),
        ),
    ),
};
