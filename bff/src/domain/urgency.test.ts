import { expect, it } from 'vitest';
import { exampleFence } from '#domain/rule-examples/fence-examples.ts';
import { examplePassage } from '#domain/rule-examples/lane-examples.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Observation } from './observation.ts';
import { isUrgent } from './urgency.ts';

it.each<[string, Observation, boolean]>([
  ['a rope that is cut', exampleSeal({ events: ['cut'] }).observation, true],
  ['one that was cut before', exampleSeal({ state: { rope: 'cut' } }).observation, true],
  ['an open cover', exampleSeal({ state: { cover: 'open' } }).observation, true],
  ['a motor that is not locked', exampleSeal({ state: { motor: 'stuck' } }).observation, true],
  ['a seal that is well', exampleSeal({ events: ['card'] }).observation, false],
  ['an intruder', exampleFence('alarm').observation, true],
  ['a sensor that was opened', exampleFence('tamper').observation, true],
  ['a low battery', exampleFence('trouble').observation, false],
  ['the end of an alarm', exampleFence('restore').observation, false],
  ['an emergency button', exampleSighting({ alarms: ['sos'] }).observation, true],
  ['a truck that drives', exampleSighting({}).observation, false],
  ['what comes in', examplePassage({ direction: 'IN' }, {}).observation, true],
  ['what goes out', examplePassage({ direction: 'OUT' }, {}).observation, false],
])('%s', (_what, observation, urgent) => expect(isUrgent(observation)).toBe(urgent));
