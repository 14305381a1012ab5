import type { Site } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isOpen } from '@ftz/shared/state/alarm-lifecycle.ts';
import { fenceConditionOf } from '@ftz/shared/state/fence-lifecycle.ts';
import { gateFlows } from '@ftz/shared/state/gate-flow.ts';
import { placeOfUnit } from '@ftz/shared/state/nearest-unit.ts';
import { sealConditionOf } from '@ftz/shared/state/seal-condition.ts';
import { journeyOfVehicle } from '@ftz/shared/state/situation-selectors.ts';
import { unitStateOf } from '@ftz/shared/state/unit-lifecycle.ts';
import { useCameraEntry } from '#api/cameras.ts';
import { useSite } from '#api/site.ts';
import type { Thing } from '#desk/thing.ts';
import { durableStore } from '#live/durable-store.ts';
import { feedsNow } from '#live/feed-store.ts';
import { heardFromGates } from '#live/gate-freshness.ts';
import { useNow } from '#live/server-clock.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';
import { vesselsNow } from '#live/vessel-store.ts';
import { type Text, useText } from '#text/text.ts';
import {
  linesOfCamera,
  linesOfFence,
  linesOfGate,
  linesOfSeal,
  linesOfUnit,
  linesOfVehicle,
  linesOfVessel,
  type ThingLine,
} from './thing-lines.ts';

/** What is known of a thing now, read once a second. */
export function useThingLines(thing: Thing): ThingLine[] {
  const text = useText();
  const site = useSite()?.site ?? null;
  const nowMs = useNow();
  const camera = useCameraEntry(thing.id, thing.kind === 'camera');
  if (thing.kind === 'camera') return linesOfCamera(camera, nowMs, text);
  const { situation } = durableStore.getState();
  return site ? linesOf(thing, { site, situation, nowMs, text }) : [];
}

type Known = { site: Site; situation: Situation; nowMs: number; text: Text };

function linesOf({ kind, id }: Thing, { site, situation, nowMs, text }: Known): ThingLine[] {
  switch (kind) {
    case 'gate': {
      const flow = gateFlows(situation, nowMs).get(id) ?? null;
      const { laneReads } = situation;
      const heard = heardFromGates({ site, feeds: feedsNow().feeds, laneReads }).get(id) ?? null;
      return linesOfGate(flow, heard, nowMs, text);
    }
    case 'fence': {
      const state = situation.fences[id];
      return linesOfFence(state, fenceConditionOf(state?.signal), nowMs, text);
    }
    case 'unit': {
      const unit = site.units.find((each) => each.id === id);
      const record = situation.units[id];
      const from = unit ? placeOfUnit(unit, record, nowMs).from : 'post';
      return linesOfUnit(unitStateOf(situation, id), record, from, nowMs, text);
    }
    case 'seal': {
      const report = situation.seals[id];
      const open = Object.values(situation.alarms).filter((a) => a.sealId === id && isOpen(a));
      const condition = sealConditionOf(
        report,
        open.map((alarm) => alarm.kind),
      );
      return linesOfSeal(report, condition, nowMs, text);
    }
    case 'vehicle':
      return linesOfVehicle(fixOf(id), journeyOfVehicle(situation, id) ?? null, nowMs, text);
    case 'vessel': {
      const { vessels, readAtMs } = vesselsNow();
      const vessel = vessels.find(({ mmsi }) => String(mmsi) === id);
      return linesOfVessel(vessel, performance.now() - readAtMs, text);
    }
    case 'camera':
      return [];
  }
}
