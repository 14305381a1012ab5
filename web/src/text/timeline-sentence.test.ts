import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import type { Incident, TimelineEntry } from '@ftz/shared/contract/incident.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { expect, it } from 'vitest';
import { alarmDeskText } from './alarm-desk-text.ts';
import { alarmText } from './alarm-text.ts';
import { deviceOrderText } from './device-order-text.ts';
import { evidenceText } from './evidence-text.ts';
import { factText } from './fact-text.ts';
import { incidentActsText } from './incident-acts-text.ts';
import { taskText } from './task-text.ts';
import type { Text } from './text.ts';
import { timelineSentence } from './timeline-sentence.ts';
import { timelineText } from './timeline-text.ts';

const text = {
  timeline: timelineText.en,
  fact: factText.en,
  evidence: evidenceText.en,
  incidentActs: incidentActsText.en,
  alarm: alarmText.en,
  alarmDesk: alarmDeskText.en,
  task: taskText.en,
  deviceOrder: deviceOrderText.en,
} as Text;
const entry: TimelineEntry = {
  seq: 1,
  atMs: 0,
  deviceAtMs: null,
  type: 'alarm.acknowledged',
  person: 'duty',
  alarmKind: null,
  taskId: null,
  orderId: null,
  accountId: null,
  text: null,
};
const task = {
  id: 'T1',
  kind: 'mobile-verification',
  result: { finding: 'inconsistent', note: 'cut', photoIds: [] },
} as unknown as Task;
const order = {
  id: 'O1',
  act: { name: 'unlock' },
  deviceId: 'ES000001',
} as unknown as TrackedOrder;
const incident = { conclusion: 'confirmed' } as Incident;
const say = (part: Partial<TimelineEntry>) =>
  timelineSentence(
    { ...entry, ...part },
    { incident, tasks: { T1: task }, orders: { O1: order }, site: null, text, language: 'en' },
  );

it('says which alarm was acknowledged', () => {
  expect(say({ alarmKind: 'seal-cut' }).head).toBe('Alarm acknowledged · Seal rope cut');
});

it('says who was sent for what', () => {
  expect(say({ type: 'task.issued', taskId: 'T1', text: 'WGQ-P1' })).toEqual({
    head: 'Dispatched · Mobile verification → WGQ-P1',
    said: null,
  });
});

it('says what was found, with the words of the officer', () => {
  expect(say({ type: 'task.result-submitted', taskId: 'T1', text: 'cut' })).toEqual({
    head: 'Result submitted · Mobile verification · Inconsistent',
    said: 'cut',
  });
});

it('says with which conclusion the incident ended', () => {
  expect(say({ type: 'incident.closed', text: 'handed over' })).toEqual({
    head: 'Incident closed · Confirmed',
    said: 'handed over',
  });
});

it('shows an entry, an alarm or a task that it does not know, and never breaks', () => {
  const strange = { type: 'drone.launched', alarmKind: 'ufo', taskId: 'T9' } as never;
  expect(say(strange)).toEqual({ head: 'drone.launched · ufo', said: null });
});

it('says what a checkpoint lane was told', () => {
  expect(say({ type: 'lane.decided', text: 'manual' })).toEqual({
    head: 'Checkpoint decided · referred to a person',
    said: null,
  });
});

it('says what was ordered of which device, and why', () => {
  const entry = { type: 'device-order.requested', orderId: 'O1', text: 'inspection' };
  expect(say(entry)).toEqual({
    head: 'Order to device requested · Unlock ES000001',
    said: 'inspection',
  });
});
