import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Gate, Lane } from '@ftz/shared/contract/site.ts';
import { createPath, type Path } from './path.ts';
import { type RoadNetwork, routeBetween } from './road-network.ts';

/** Land behind one fence with its own gates. Yangshan has two: on the mainland and on the island. */
export type Yard = {
  id: string;
  area: AreaId;
  gates: readonly Gate[];
  /** Where trucks park; each is a junction of `roads`. */
  spots: readonly LonLat[];
  roads: RoadNetwork;
};

/** Everything a truck can drive on. */
export type Grounds = {
  roads: RoadNetwork;
  yards: readonly Yard[];
  lanes: readonly Lane[];
  /** Shortest ways between gates by `from>to`, found once: two thousand trucks share them. */
  ways: Map<string, Path>;
};

export function gateOf(grounds: Grounds, gateId: string): Gate {
  for (const yard of grounds.yards) {
    const gate = yard.gates.find((candidate) => candidate.id === gateId);
    if (gate !== undefined) return gate;
  }
  throw new Error(`no yard has the gate ${gateId}`);
}

export function yardOf(grounds: Grounds, gateId: string): Yard {
  const yard = grounds.yards.find((candidate) =>
    candidate.gates.some((gate) => gate.id === gateId),
  );
  if (yard === undefined) throw new Error(`no yard has the gate ${gateId}`);
  return yard;
}

export function laneOf(grounds: Grounds, gateId: string, direction: 'IN' | 'OUT'): Lane {
  const lane = grounds.lanes.find((it) => it.gateId === gateId && it.direction === direction);
  if (lane === undefined) throw new Error(`gate ${gateId} has no ${direction} lane`);
  return lane;
}

/** The public road from gate to gate. Throws when the map does not join them. */
export function wayBetween(grounds: Grounds, fromGateId: string, toGateId: string): Path {
  const key = `${fromGateId}>${toGateId}`;
  const known = grounds.ways.get(key);
  if (known !== undefined) return known;
  const [from, to] = [gateOf(grounds, fromGateId), gateOf(grounds, toGateId)];
  const line = routeBetween(grounds.roads, from.point, to.point);
  if (line === null) throw new Error(`no road joins ${fromGateId} and ${toGateId}`);
  const way = createPath(line);
  grounds.ways.set(key, way);
  return way;
}

/** A way inside a yard, between spots or gates. Throws when they are the same place or not joined. */
export function wayInYard(yard: Yard, from: LonLat, to: LonLat): Path {
  const line = routeBetween(yard.roads, from, to);
  if (line === null) throw new Error(`no way in yard ${yard.id} from ${from} to ${to}`);
  return createPath(line);
}
