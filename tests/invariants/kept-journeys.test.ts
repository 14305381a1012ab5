import { createRandom } from '@ftz/mock-feeds/sim/random.ts';
import { scopeSituation } from '@ftz/shared/access/scope-situation.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { principals } from './people-of-house.ts';
import { PocketHouse } from './pocket-house.ts';
import { ScopedViews } from './scoped-views.ts';

const hourMs = 3_600_000;
const truck = fleetVehicle(1);
const gateOf = (gateId: string) => site.gates.find(({ id }) => id === gateId) ?? null;
const yangshan: Principal = {
  ...{ accountId: 'U-y', username: 'y', role: 'duty-officer', areas: ['YSP'] },
};

/**
 * A truck goes from Yangshan to the Logistics Park, and an alarm in Waigaoqiao is about its journey. In
 * Yangshan people see the journey, and an alarm of their own, and nothing of that one.
 */
function createStory() {
  let views: ScopedViews | null = null;
  const house: PocketHouse = new PocketHouse(createRandom(1, 'story'), (events) =>
    views?.hear(events, house.situation, house.nowMs),
  );
  const { id: vehicleId, plate, containerNo } = truck;
  const [from, to] = [gateOf('YSP-L2'), gateOf('WLP-G1')];
  const times = { departedAtMs: house.nowMs, dueAtMs: house.nowMs + hourMs };
  const corridor = [from?.point, to?.point];
  const ways = { fromGateId: 'YSP-L2', toGateId: 'WLP-G1', corridor, corridorM: 500 };
  const declared = { id: 'J1', vehicleId, plate, containerNo, sealId: null, ...ways, ...times };
  const device = { gateway: 'documents-http', deviceId: 'papers', deviceAtMs: house.nowMs };
  house.report({ ...device, kind: 'journey', journey: declared } as never, {});

  const raise = (area: AreaId, entityId: string, journeyId: string | null) => {
    const about = { vehicleId: null, plate: null, sealId: null, containerNo: null, gateId: null };
    const place = { area, point: null, segmentId: null, cameraIds: [], late: false };
    house.say({
      kind: 'off-route',
      severity: 2,
      verdict: {
        ...{ condition: 'present', entityKind: 'vehicle', entityId, severity: 2, facts: [] },
        happens: true,
      },
      context: { ...about, ...place, journeyId, deviceAtMs: house.nowMs },
    });
    const alarm = Object.values(house.situation.alarms).findLast((a) => a.entityId === entityId);
    return alarm?.incidentId ?? '';
  };
  const passesGate = (gateId: string, direction: 'IN' | 'OUT') => {
    const journey = house.situation.journeys['J1'] ?? null;
    const gate = gateOf(gateId);
    const read = { gateId, direction, laneId: `${gateId}-L1`, area: gate?.area, plate };
    const passage = exampleReading({ ...read, eventId: gateId, closedAtMs: house.nowMs } as never);
    const lane = { gateway: 'checkpoint-http', deviceId: `${gateId}-L1`, deviceAtMs: house.nowMs };
    house.report({ ...lane, kind: 'passage', passage } as never, {
      journey,
      gate,
      laneDecision: null,
    });
  };

  passesGate('WLP-G2', 'OUT');
  const incidents = { about: raise('WGQ', 'X', 'J1'), ours: raise('YSP', 'Y', null) };
  views = new ScopedViews(house.situation);
  return { house, incidents, raise, passesGate, wrong: () => views?.wrong(house.situation) };
}
type Story = ReturnType<typeof createStory>;

/** Every way in which Yangshan comes to see the alarm. */
const revelations: Record<string, (story: Story) => void> = {
  'its incident is merged into ours': ({ house, incidents }) =>
    merge(house, incidents.about, incidents.ours),
  'ours is merged into its incident': ({ house, incidents }) =>
    merge(house, incidents.ours, incidents.about),
  'an alarm of ours joins its incident': ({ raise }) => void raise('YSP', 'Z', 'J1'),
  'a patrol of ours is sent': ({ house, incidents: { about: incidentId } }) => {
    const unitId =
      site.units.find(({ area, kind }) => area === 'YSP' && kind === 'field')?.id ?? '';
    submit(house, 'task.issue', { incidentId, kind: 'mobile-verification', unitId });
  },
};
function submit(house: PocketHouse, name: string, argument: object): void {
  const commandId = `C${house.situation.seq}`;
  const refusal = house.submit('chief', {
    commandId,
    basedOnVersion: null,
    name,
    argument,
  } as never);
  expect(refusal).toBeNull();
}
const merge = (house: PocketHouse, incidentId: string, intoId: string) =>
  submit(house, 'incident.merge', { incidentId, intoId, reason: 'one matter' });

const seenBy = (principal: Principal, { situation }: PocketHouse) =>
  scopeSituation(principal, situation, () => null);

it.each(Object.entries(revelations))(
  'who comes to see an alarm about an old journey has what a page has that joins then: %s',
  (_, revealIn) => {
    const hours = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(hours, fc.integer({ min: 0, max: 12 }), (pauses, arrivesAfter) => {
        const story = createStory();
        const { house } = story;
        pauses.forEach((pause, i) => {
          if (i === arrivesAfter) story.passesGate('WLP-G1', 'IN');
          house.pass(pause * hourMs);
          expect(story.wrong()).toBeNull();
          expect(seenBy(yangshan, house).journeys).toHaveProperty('J1');
        });
        revealIn(story);
        expect(
          Object.values(seenBy(yangshan, house).alarms).map(({ journeyId }) => journeyId),
        ).toContain('J1');
        expect(story.wrong()).toBeNull();
        house.pass(hourMs);
        expect(story.wrong()).toBeNull();
      }),
      { numRuns: 20 },
    );
  },
);

it('an expert who is let in sees no journey, before or after', () => {
  const story = createStory();
  const { house, incidents } = story;
  const { expert } = principals;
  const question = 'whose truck is this?';
  const untilMs = house.nowMs + 23 * hourMs;
  const argument = { incidentId: incidents.about, accountId: expert.accountId, untilMs, question };
  submit(house, 'incident.invite', argument);
  for (let i = 0; i < 4; i += 1) {
    house.pass(5 * hourMs);
    expect(story.wrong()).toBeNull();
    expect(seenBy(expert, house).alarms).not.toEqual({});
    expect(seenBy(expert, house).journeys).toEqual({});
  }
});
