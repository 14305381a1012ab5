import type { Row } from './harness/row.ts';
import { allDevices } from './rows/all-devices.ts';
import { chaos } from './rows/chaos.ts';
import { chattering } from './rows/chattering.ts';
import { clockJump } from './rows/clock-jump.ts';
import { concurrentRaise } from './rows/concurrent-raise.ts';
import { disorder } from './rows/disorder.ts';
import { flood } from './rows/flood.ts';
import { fullDisk } from './rows/full-disk.ts';
import { halfOpen } from './rows/half-open.ts';
import { frozenDisk, hungStore } from './rows/hung-store.ts';
import { killed } from './rows/killed.ts';
import { powerCut } from './rows/power-cut.ts';
import { recorder } from './rows/recorder.ts';
import { restored } from './rows/restored.ts';
import { sameMillisecond } from './rows/same-millisecond.ts';
import { slowConsumer } from './rows/slow-consumer.ts';
import { snapshotAndEvents } from './rows/snapshot-and-events.ts';
import { storm } from './rows/storm.ts';

/** In the order in which they run. */
export const allRows: readonly Row[] = [
  killed,
  storm,
  concurrentRaise,
  sameMillisecond,
  disorder,
  chattering,
  snapshotAndEvents,
  slowConsumer,
  halfOpen,
  flood,
  restored,
  powerCut,
  fullDisk,
  hungStore,
  frozenDisk,
  recorder,
  clockJump,
  allDevices,
  chaos,
];
