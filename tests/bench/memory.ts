import { setTimeout as pause } from 'node:timers/promises';
import { type ChildProgram, withPrograms } from './child-program.ts';
import { type Bench, figure } from './figure.ts';
import { type HouseProcess, measuredHouse } from './house-process.ts';

/** Vehicles share a few sockets: what a socket takes is measured by `ingest`. */
const vehicles = 20_000;
const sockets = 500;
const clients = 500;
const goals = { kbPerVehicle: 8, kbPerClient: 100 };
const settleMs = 4_000;

/** What the second half adds: the first half pays for what a process takes anyway. */
async function growthKb(
  house: HouseProcess,
  halves: readonly [() => Promise<unknown>, () => Promise<unknown>],
): Promise<number> {
  const rssMb: number[] = [];
  for (const add of halves) {
    await add();
    await pause(settleMs);
    rssMb.push(await house.rssMb());
  }
  const [first = 0, second = 0] = rssMb;
  return (second - first) * 1024;
}

const half = (count: number) => count / 2;

async function kbPerVehicle(house: HouseProcess, terminals: ChildProgram[]): Promise<number> {
  const connect = (nth: number) => async () => {
    const firstVehicle = 1 + nth * half(vehicles);
    const some = { firstVehicle, vehicles: half(vehicles), sockets: half(sockets) };
    await terminals[nth]?.ask('connect', { port: house.port, ...some });
    await terminals[nth]?.ask('drive', 1_000);
  };
  return (await growthKb(house, [connect(0), connect(1)])) / half(vehicles);
}

async function kbPerClient(house: HouseProcess, readers: ChildProgram): Promise<number> {
  const cookie = await house.signIn('duty-officer');
  const port = Number(house.settings.PORT);
  const open = () => readers.ask('open', { port, clients: half(clients), kind: 'page', cookie });
  return (await growthKb(house, [open, open])) / half(clients);
}

/** What one more vehicle and one more desk take of the whole house's memory. */
export const memory: Bench = async () => {
  const house = await measuredHouse({ VEHICLES: String(vehicles) });
  try {
    // Desks first: the garbage of reports would hide what they take.
    const perClient = await withPrograms(['readers-program.ts'], (readers) =>
      kbPerClient(house, readers),
    );
    const perVehicle = await withPrograms(
      ['terminals-program.ts', 'terminals-program.ts'],
      (...terminals) => kbPerVehicle(house, terminals),
    );
    return [
      figure({
        name: 'memory: per vehicle that reports each second',
        value: perVehicle,
        unit: 'kB RSS',
        goal: `<= ${goals.kbPerVehicle}`,
        holds: perVehicle <= goals.kbPerVehicle,
        detail: { vehicles, rssMb: await house.rssMb() },
      }),
      figure({
        name: 'memory: per connected desk',
        value: perClient,
        unit: 'kB RSS',
        goal: `<= ${goals.kbPerClient}`,
        holds: perClient <= goals.kbPerClient,
        detail: { clients },
      }),
    ];
  } finally {
    await house.end();
  }
};
