import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { expect, it, onTestFinished } from 'vitest';
import { databaseFile } from '#adapters/storage/data-dir.ts';
import { openStorage } from '#adapters/storage/storage.ts';
import { exampleCommandWorld } from '#domain/commands/command-world.fixture.ts';
import { createSubmitCommand } from '#domain/commands/submit-command.ts';
import { type Decision, openDecisionLane } from '#domain/decision-lane.ts';

// What the lane promises of rounds that the real store refuses, whole or in part.

const newId = (prefix: string) => `${prefix}1`;

/** A lane on a store that holds one incident, and finds no room for an alarm called ghost. */
async function openHouse() {
  const dataDir = mkdtempSync(join(tmpdir(), 'ftz-anew-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const open = () => openStorage({ dataDir, nowMs: Date.now, newId });
  await (await open()).close();
  const db = new DatabaseSync(databaseFile(dataDir));
  db.exec(`CREATE TRIGGER no_room BEFORE INSERT ON entry WHEN NEW.body LIKE '%"id":"ghost"%'
    BEGIN SELECT RAISE(ABORT, 'no room'); END`);
  db.close();
  const storage = await open();
  onTestFinished(() => storage.close());
  const story = exampleStory().slice(0, 2);
  await storage.log.append(story.map(({ seq: _, atMs: __, ...draft }) => draft as DurableDraft));
  const lane = openDecisionLane(storage.log, await storage.history(), Date.now);
  const [incident] = Object.values(lane.situation().incidents);
  if (!incident) throw new Error('the story opens an incident');
  const written = async () => (await storage.log.read(2, 100)).map(({ type }) => type);
  return { lane, log: storage.log, incident, written };
}

const raise = (id: string, deviceAtMs = 1): DurableDraft => ({
  type: 'alarm.raised',
  areas: ['PVG'],
  actor: machine,
  data: { alarm: exampleAlarm({ id, area: 'PVG', entityId: id, deviceAtMs }) },
});
const of = (device: string) => ({ messageKey: `${device}/1`, device, urgent: true });
const mark = { commandId: 'C1', accountId: 'U1' };

it('what cannot be written is no ghost for those after it', async () => {
  const { lane, written } = await openHouse();
  const bad = lane.decide(({ put }) => {
    put([raise('unwritable', Number.NaN)]);
    return undefined;
  }, of('seal/1'));
  const seen: string[] = [];
  const next = lane.decide(({ situation }) => {
    seen.push(...Object.keys(situation.alarms));
    return undefined;
  }, of('seal/2'));
  await expect(bad).rejects.toThrow('NaN');
  await next;
  expect(seen).not.toContain('unwritable');
  expect(await written()).toEqual([]);
});

it('in a round that is lost devices are refused, and people decide anew on what is committed', async () => {
  const { lane, incident, written } = await openHouse();
  const joins: Decision = ({ put }) => {
    const areas = ['WGQ', 'PVG'] as const;
    const data = { incidentId: incident.id, alarmId: 'ghost', why: [], revealed: null };
    put([raise('ghost')]);
    put([{ type: 'incident.alarm-joined', areas: [...areas], actor: machine, data }]);
    return undefined;
  };
  const device = lane.decide(joins, of('seal/1'));
  const again = lane.decide(joins, of('seal/1'));
  // It finds nothing to say because another has said it: not true, once the other is lost.
  const silent = lane.decide(() => undefined, of('seal/2'));
  const person = lane.decide(({ situation, put }) => {
    const { areas } = situation.incidents[incident.id] ?? incident;
    const data = { incidentId: incident.id, text: 'on my way' };
    put([
      {
        type: 'incident.noted',
        areas,
        actor: { kind: 'person', accountId: 'U1', name: 'officer' },
        data,
      },
    ]);
    return { mark };
  });
  const sawGhost: boolean[] = [];
  const refused = lane.decide(({ situation }) => {
    sawGhost.push('ghost' in situation.alarms);
    return undefined;
  });
  const outcomes = await Promise.allSettled([device, again, silent, refused]);
  expect(outcomes.map(({ status }) => status)).toEqual([
    'rejected',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  expect(await person).toMatchObject([{ type: 'incident.noted', areas: ['WGQ'] }]);
  expect(sawGhost.at(-1)).toBe(false);
  expect(await written()).toEqual(['incident.noted']);
  expect(lane.situation().alarms).not.toHaveProperty('ghost');
});

it('a person whose own decision cannot be kept is told so after the second try', async () => {
  const { lane, written } = await openHouse();
  let tries = 0;
  const act = lane.decide(({ put }) => {
    tries += 1;
    put([raise('ghost')]);
    return { mark };
  });
  await expect(act).rejects.toThrow('no room');
  expect(tries).toBe(2);
  expect(await written()).toEqual([]);
});

it('a command that is refused because of what was lost is not refused', async () => {
  const { lane, log, incident, written } = await openHouse();
  const evidence = { describe: async () => null };
  const clock = { nowMs: Date.now };
  const close: DurableDraft = {
    type: 'incident.closed',
    areas: ['WGQ'],
    actor: machine,
    data: { incidentId: incident.id, conclusion: 'confirmed', note: '' },
  };
  const acknowledges: Command = {
    commandId: 'c-12345678',
    name: 'alarm.acknowledge',
    basedOnVersion: null,
    argument: { alarmId: incident.alarms[0]?.alarmId ?? '' },
  };
  const officer: Principal = {
    accountId: 'U1',
    username: 'officer',
    role: 'duty-officer',
    areas: ['WGQ'],
  };
  /** Another person closes the incident just before, and that is lost. */
  const decide: typeof lane.decide = (decision, asked) => {
    const lost = lane.decide(({ put }) => {
      put([close, raise('ghost')]);
      return undefined;
    });
    const decided = lane.decide(decision, asked);
    return expect(lost)
      .rejects.toThrow('no room')
      .then(() => decided);
  };
  const people = { look: lane.look, decide };
  const submitCommand = createSubmitCommand({
    lane: people,
    log,
    evidence,
    commandWorldOf: (situation) => exampleCommandWorld({ situation, nowMs: clock.nowMs() }),
  });
  const reply = submitCommand(acknowledges, officer);
  expect(await reply).toMatchObject({ ok: true });
  expect(await written()).toEqual(['alarm.acknowledged', 'incident.claimed']);
});
