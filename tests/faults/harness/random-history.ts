import { randomUUID } from 'node:crypto';
import { encodePassage } from '@ftz/mock-feeds/feeds/checkpoint-http/encode.ts';
import { encodeDeclaration } from '@ftz/mock-feeds/feeds/documents-http/encode.ts';
import { sealKeyOf } from '@ftz/mock-feeds/feeds/eseal-mqtt/command.ts';
import { encodeSealMessage, sealTopic } from '@ftz/mock-feeds/feeds/eseal-mqtt/encode.ts';
import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { connectAsync, type MqttClient } from 'mqtt';
import { openPanelLine } from './panel-line.ts';
import { chooseAct, type RandomAct } from './random-acts.ts';
import type { After } from './undo.ts';

/** A day of this zone in random order: each step is one thing that a device says or a person does. */
export type RandomHistory = {
  step: () => Promise<void>;
  /** How often each act was taken, and refused. */
  acts: ReadonlyMap<CommandName, { taken: number; refused: number }>;
};

type Wanted = {
  plan: FeedPlan;
  random: Random;
  after: After;
  situation: () => Promise<Situation>;
  submit: (act: RandomAct) => Promise<CommandReply>;
};

export async function openRandomHistory(wanted: Wanted): Promise<RandomHistory> {
  const { random } = wanted;
  const device = await openDevices(wanted);
  const acts = new Map<CommandName, { taken: number; refused: number }>();

  async function act(): Promise<void> {
    const chosen = chooseAct(await wanted.situation(), random);
    if (chosen === null) return;
    const reply = await wanted.submit(chosen);
    const { name } = chosen.command;
    const count = acts.get(name) ?? { taken: 0, refused: 0 };
    acts.set(name, count);
    if (reply.ok) count.taken += 1;
    else count.refused += 1;
  }
  return { acts, step: () => (random.next() < 0.45 ? device() : act()) };
}

const trucks = fleet(20);

async function openDevices({ plan, random, after }: Wanted): Promise<() => Promise<void>> {
  const line = openPanelLine(plan.ports['perimeter-dc09']);
  after(line.close);
  const seals = new Map<string, Promise<MqttClient>>();
  after(async () => {
    for (const client of seals.values()) await (await client).endAsync(true);
  });
  /** Each seal on a connection of its own: a broker lets none speak for another. */
  const clientOf = (sealId: string) => {
    const login = { username: sealId, password: sealKeyOf(plan.deviceKeys, sealId) };
    const client = seals.get(sealId) ?? connectAsync(plan.mqttUrl, login);
    seals.set(sealId, client);
    return client;
  };
  let count = 0;

  const fence = () => {
    const { account, zone } = random.pick(site.fences);
    const code = random.pick(['BA', 'BA', 'BR', 'BV', 'TA', 'TR', 'BT']);
    const seq = (count % 9_999) + 1;
    const frame = encodeZoneEvent({ account, seq, zone, code, atMs: Date.now() });
    return new Promise<void>((onAcked) => line.send({ seq, frame, onAcked }));
  };
  const seal = async () => {
    const truck = random.pick(trucks.filter(({ sealId }) => sealId !== null));
    const sealId = truck.sealId ?? '';
    const cut = random.next() < 0.5;
    const payload = encodeSealMessage({
      sealId,
      seq: count,
      atMs: Date.now(),
      point: random.pick(site.gates).point,
      state: { sealed: !cut, rope: cut ? 'cut' : 'intact', motor: 'locked', cover: 'closed' },
      batteryPct: 80,
      events: cut ? ['cut'] : ['sealed'],
    });
    const client = await clientOf(sealId);
    await client.publishAsync(sealTopic(truck.area, sealId, 'event'), payload, { qos: 1 });
  };
  const post = async (path: string, key: string, body: string) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const response = await fetch(`${plan.httpUrl}${path}`, { method: 'POST', headers, body });
    if (response.status !== 202) throw new Error(`${path}: ${await response.text()}`);
  };
  const journey = () => {
    const truck = random.pick(trucks);
    const [from, to] = [random.pick(site.gates), random.pick(site.gates)];
    const declared = {
      id: `J${count}-${randomUUID()}`,
      vehicleId: truck.id,
      plate: truck.plate,
      containerNo: truck.containerNo,
      sealId: truck.sealId,
      fromGateId: from.id,
      toGateId: to.id,
      corridor: [from.point, to.point],
      corridorM: 200,
      departedAtMs: Date.now(),
      dueAtMs: Date.now() + 3_600_000,
    };
    return post('/devices/journeys', plan.documentsKey, encodeDeclaration(declared));
  };
  const passage = () => {
    const truck = random.pick(trucks);
    const lane = random.pick(site.lanes);
    const reading = {
      eventId: randomUUID(),
      laneId: lane.id,
      area: lane.area,
      direction: lane.direction,
      openedAtMs: Date.now() - 2_000,
      closedAtMs: Date.now(),
      plate: truck.plate,
      plateConfidence: 0.97,
      // A box that belongs to another truck: what a lane is there to find.
      containerNo: random.pick(trucks).containerNo,
      seals: truck.sealId === null ? [] : [{ id: truck.sealId, state: 'sealed' as const }],
      weightKg: 20_000,
    };
    const path = `/devices/lanes/${lane.id}/passages`;
    return post(path, plan.laneKeys[lane.id] ?? '', encodePassage(reading));
  };
  return () => {
    count += 1;
    return random.pick([fence, fence, fence, seal, seal, journey, passage])();
  };
}
