import type { LonLat } from '@ftz/shared/contract/position.ts';
import { between, crossing, distanceM, nearestOnSegment } from './plane.ts';

type Edge = { to: number; lengthM: number };

/** Roads as a graph: junctions by number, and who is joined to whom. */
export type RoadNetwork = { junctions: readonly LonLat[]; edges: readonly (readonly Edge[])[] };

/** Road ends that miss each other on a schematic map by less than this are one junction. */
const snapM = 300;
/** Points nearer than this are the same point, drawn twice. */
const sameM = 5;

/** A road cut wherever another one meets it: the cuts of each segment as shares of its length. */
type Cut = { segment: number; share: number };

function cutsByCrossing(road: readonly LonLat[], other: readonly LonLat[]): Cut[] {
  const cuts: Cut[] = [];
  for (let i = 0; i + 1 < road.length; i++) {
    for (let k = 0; k + 1 < other.length; k++) {
      const hit = crossing(
        road[i] as LonLat,
        road[i + 1] as LonLat,
        other[k] as LonLat,
        other[k + 1] as LonLat,
      );
      if (hit !== null) cuts.push({ segment: i, share: hit.ofFirst });
    }
  }
  return cuts;
}

/** Where a point (a gate, another road's end) lies on or near a road; null when it is too far away. */
function cutNear(road: readonly LonLat[], point: LonLat): Cut | null {
  let best: (Cut & { awayM: number }) | null = null;
  for (let i = 0; i + 1 < road.length; i++) {
    const near = nearestOnSegment(point, road[i] as LonLat, road[i + 1] as LonLat);
    if (near.awayM <= snapM && near.awayM < (best?.awayM ?? Number.POSITIVE_INFINITY)) {
      best = { segment: i, ...near };
    }
  }
  return best;
}

function cutRoad(road: readonly LonLat[], cuts: readonly Cut[]): LonLat[] {
  const line: LonLat[] = [];
  for (let i = 0; i + 1 < road.length; i++) {
    const [a, b] = [road[i] as LonLat, road[i + 1] as LonLat];
    line.push(a);
    const shares = cuts.filter((cut) => cut.segment === i).map((cut) => cut.share);
    for (const share of shares.sort((x, y) => x - y)) line.push(between(a, b, share));
  }
  line.push(road[road.length - 1] as LonLat);
  return line;
}

/** Collects junctions and edges; points within `sameM` share a junction. */
function createBuilder() {
  const junctions: LonLat[] = [];
  const edges: Edge[][] = [];
  const junctionAt = (point: LonLat): number => {
    const known = junctions.findIndex((junction) => distanceM(junction, point) < sameM);
    if (known >= 0) return known;
    edges.push([]);
    return junctions.push(point) - 1;
  };
  const join = (a: number, b: number) => {
    if (a === b || edges[a]?.some((edge) => edge.to === b)) return;
    const lengthM = distanceM(junctions[a] as LonLat, junctions[b] as LonLat);
    edges[a]?.push({ to: b, lengthM });
    edges[b]?.push({ to: a, lengthM });
  };
  return { junctions, edges, junctionAt, join };
}

function endsOf(road: readonly LonLat[]): LonLat[] {
  return [road[0] as LonLat, road[road.length - 1] as LonLat];
}

function isFound<T>(value: T | null): value is T {
  return value !== null;
}

/**
 * Joins roads into a graph: at crossings, where one road's end lies within 300 m of another road,
 * and at the gates, each of which gets a junction of its own and a connector to the roads near it.
 */
export function buildRoadNetwork(
  roads: readonly (readonly LonLat[])[],
  gates: readonly LonLat[],
): RoadNetwork {
  const builder = createBuilder();
  for (const gate of gates) builder.junctionAt(gate);
  roads.forEach((road, r) => {
    const others = roads.filter((_, o) => o !== r);
    const meeting = [...gates, ...others.flatMap(endsOf)];
    const near = meeting.map((point) => ({ point, cut: cutNear(road, point) }));
    const cuts = [
      ...others.flatMap((other) => cutsByCrossing(road, other)),
      ...near.map((entry) => entry.cut).filter(isFound),
    ];
    const numbers = cutRoad(road, cuts).map(builder.junctionAt);
    numbers.forEach((junction, i) => {
      const before = numbers[i - 1];
      if (before !== undefined) builder.join(before, junction);
    });
    for (const { point, cut } of near) {
      if (cut === null) continue;
      const at = between(road[cut.segment] as LonLat, road[cut.segment + 1] as LonLat, cut.share);
      builder.join(builder.junctionAt(point), builder.junctionAt(at));
    }
  });
  return { junctions: builder.junctions, edges: builder.edges };
}

function junctionOf(network: RoadNetwork, point: LonLat): number {
  let best = -1;
  let leastM = sameM;
  network.junctions.forEach((junction, i) => {
    const awayM = distanceM(junction, point);
    if (awayM < leastM) [best, leastM] = [i, awayM];
  });
  return best;
}

/** The unvisited junction that is nearest to the start, or -1 when the rest cannot be reached. */
function nextJunction(costM: readonly number[], done: ReadonlySet<number>): number {
  let best = -1;
  costM.forEach((cost, i) => {
    if (done.has(i) || !Number.isFinite(cost)) return;
    if (best < 0 || cost < (costM[best] ?? Number.POSITIVE_INFINITY)) best = i;
  });
  return best;
}

/** Predecessors on the shortest ways from one junction (Dijkstra; a hundred junctions need no heap). */
function shortestWays(network: RoadNetwork, from: number, to: number): Map<number, number> {
  const costM = network.junctions.map((_, i) => (i === from ? 0 : Number.POSITIVE_INFINITY));
  const before = new Map<number, number>();
  const done = new Set<number>();
  for (let at = nextJunction(costM, done); at >= 0 && at !== to; at = nextJunction(costM, done)) {
    done.add(at);
    for (const edge of network.edges[at] ?? []) {
      const cost = (costM[at] ?? 0) + edge.lengthM;
      if (cost >= (costM[edge.to] ?? 0)) continue;
      costM[edge.to] = cost;
      before.set(edge.to, at);
    }
  }
  return before;
}

/**
 * The shortest way between two junctions (a gate is one), both ends included.
 * Null when an end is no junction, or when no road joins them.
 */
export function routeBetween(network: RoadNetwork, from: LonLat, to: LonLat): LonLat[] | null {
  const [start, end] = [junctionOf(network, from), junctionOf(network, to)];
  if (start < 0 || end < 0 || start === end) return null;
  const before = shortestWays(network, start, end);
  const line: LonLat[] = [];
  for (let at: number | undefined = end; at !== undefined; at = before.get(at)) {
    line.unshift(network.junctions[at] as LonLat);
    if (at === start) return line;
  }
  return null;
}
