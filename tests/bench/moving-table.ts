/**
 * So many vehicles that all move at each step, as plain columns: the same drive for what is measured
 * and for what it is measured against.
 */
export type MovingTable = {
  count: number;
  lonE6: Int32Array;
  latE6: Int32Array;
  speedDkph: Uint16Array;
  headingDeg: Uint16Array;
  /** The same, as a position frame has them. */
  speedKph: Uint8Array;
  heading: Uint8Array;
  step: () => void;
};

const corner = { lonE6: 121_400_000, latE6: 31_100_000 };
/** Up to 20 m a step in each direction: a truck at 70 km/h. */
const furthestStepE6 = 200;

export function createMovingTable(count: number, seed = 12_345): MovingTable {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return state / 0x8000_0000;
  };
  const table = {
    count,
    lonE6: new Int32Array(count),
    latE6: new Int32Array(count),
    speedDkph: new Uint16Array(count),
    headingDeg: new Uint16Array(count),
    speedKph: new Uint8Array(count),
    heading: new Uint8Array(count),
  };
  const stepLon = new Int16Array(count);
  const stepLat = new Int16Array(count);
  for (let i = 0; i < count; i++) {
    table.lonE6[i] = corner.lonE6 + Math.floor(random() * 500_000);
    table.latE6[i] = corner.latE6 + Math.floor(random() * 300_000);
    stepLon[i] = Math.floor((random() - 0.5) * 2 * furthestStepE6) || 1;
    stepLat[i] = Math.floor((random() - 0.5) * 2 * furthestStepE6) || 1;
    table.speedDkph[i] = Math.floor(random() * 900);
    table.headingDeg[i] = Math.floor(random() * 360);
  }
  let steps = 0;
  return {
    ...table,
    step: () => {
      steps += 1;
      // Back and forth, so that nobody ever leaves the zone.
      const sign = Math.floor(steps / 50) % 2 === 0 ? 1 : -1;
      for (let i = 0; i < count; i++) {
        table.lonE6[i]! += sign * stepLon[i]!;
        table.latE6[i]! += sign * stepLat[i]!;
        table.speedDkph[i] = (table.speedDkph[i]! + 1) % 900;
        table.headingDeg[i] = (table.headingDeg[i]! + 3) % 360;
        table.speedKph[i] = table.speedDkph[i]! / 10;
        table.heading[i] = (table.headingDeg[i]! * 32) / 45;
      }
    },
  };
}
