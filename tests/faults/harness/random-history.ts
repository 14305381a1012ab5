import { randomUUID } from 'node:crypto';
import { encodePassage } from '@ftz/mock-feeds/feeds/checkpoint-http/encode.ts';
import { encodeDeclaration } from '@ftz/mock-feeds/feeds/documents-http/encode.ts';
import { sealKeyOf } from '@ftz/mock-feeds/feeds/eseal-mqtt/command.ts';
import { encodeSealMessage, sealTopic } from '@ftz/mock-feeds/feeds/eseal-mqtt/encode.ts';
import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { Command, CommandName, CommandReply } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { connectAsync, type MqttClient } from 'mqtt';
import { openPanelLine } from './panel-line.ts';
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
  submit: (command: Command) => Promise<CommandReply>;
};

export async function openRandomHistory(wanted: Wanted): Promise<RandomHistory> {
  const { random } = wanted;
  const device = await openDevices(wanted);
  const acts = new Map<CommandName, { taken: number; refused: number }>();

  async function act(): Promise<void> {
    const command = chooseCommand(await wanted.situation(), random);
    if (command === null) return;
    const reply = await wanted.submit(command);
    const count = acts.get(command.name) ?? { taken: 0, refused: 0 };
    acts.set(command.name, count);
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

/** An act on something that is there, most often one that its state allows; null: nothing is. */
function chooseCommand(situation: Situation, random: Random): Command | null {
  const makers = [acknowledge, note, close, issue, issue, onTask, onTask, onTask];
  const made = random.pick(makers)(situation, random);
  return made === null
    ? null
    : ({ commandId: randomUUID(), basedOnVersion: null, ...made } as Command);
}

type Act = { name: CommandName; argument: object } | null;

const pickFrom = <T>(records: Record<string, T>, random: Random, suits: (value: T) => boolean) => {
  const all = Object.values(records);
  const suitable = all.filter(suits);
  const list = random.next() < 0.9 && suitable.length > 0 ? suitable : all;
  return list.length === 0 ? null : random.pick(list);
};

function acknowledge({ alarms }: Situation, random: Random): Act {
  const alarm = pickFrom(alarms, random, ({ acknowledgedBy }) => acknowledgedBy === null);
  return alarm && { name: 'alarm.acknowledge', argument: { alarmId: alarm.id } };
}

function note({ incidents }: Situation, random: Random): Act {
  const incident = pickFrom(incidents, random, () => true);
  return incident && { name: 'incident.note', argument: { incidentId: incident.id, text: 'seen' } };
}

function close({ incidents }: Situation, random: Random): Act {
  const incident = pickFrom(incidents, random, ({ state }) => state === 'awaiting-disposition');
  const conclusion = random.pick(['confirmed', 'false-alarm', 'nuisance']);
  return (
    incident && {
      name: 'incident.close',
      argument: { incidentId: incident.id, conclusion, note: '' },
    }
  );
}

const kindOfUnit = { field: 'mobile-verification', review: 'review', video: 'video-inspection' };

function issue({ incidents }: Situation, random: Random): Act {
  const incident = pickFrom(incidents, random, ({ state }) => state !== 'closed');
  const unit = random.pick(site.units);
  const argument = { kind: kindOfUnit[unit.kind], unitId: unit.id };
  return incident && { name: 'task.issue', argument: { incidentId: incident.id, ...argument } };
}

/** The next act of a task, or one that ends it early. */
function onTask({ tasks }: Situation, random: Random): Act {
  const task = pickFrom(tasks, random, ({ finishedAtMs }) => finishedAtMs === null);
  if (task === null) return null;
  const taskId = task.id;
  const dice = random.next();
  if (dice < 0.08) return { name: 'task.decline', argument: { taskId, reason: 'busy' } };
  if (dice < 0.16) return { name: 'task.cancel', argument: { taskId, reason: 'not needed' } };
  if (task.state === 'issued') return { name: 'task.accept', argument: { taskId } };
  const drives = task.kind === 'mobile-verification' && task.state === 'accepted';
  if (drives) return { name: 'task.arrive', argument: { taskId, note: null } };
  const result = { finding: 'consistent', note: 'as declared', photoIds: [] };
  return { name: 'task.submit-result', argument: { taskId, result } };
}
