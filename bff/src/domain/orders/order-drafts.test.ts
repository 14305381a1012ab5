import { exampleOrder } from '@ftz/shared/state/device-order.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { claimDraft } from './order-drafts.ts';

it('is told to those of the incident in which its own goes on, over however many merges', () => {
  const order = exampleOrder({ state: 'authorised' });
  const gone = { state: 'merged' as const, closedAtMs: 6_000 };
  const situation = {
    ...emptySituation(),
    deviceOrders: { O1: order },
    incidents: {
      I1: exampleIncident({ id: 'I1', ...gone, mergedInto: 'I2' }),
      I2: exampleIncident({ id: 'I2', ...gone, mergedInto: 'I3' }),
      I3: exampleIncident({ id: 'I3', areas: ['WGQ', 'PVG'] }),
    },
  };
  expect(claimDraft(situation, 'O1', 7_000)).toMatchObject([
    { type: 'device-order.sending', areas: ['WGQ', 'PVG'] },
  ]);
});
