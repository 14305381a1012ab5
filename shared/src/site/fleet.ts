import { type AreaId, areaIds } from '#contract/ids.ts';

/** A registered truck: the terminal that speaks for it, what is painted on it, what it may carry. */
export type FleetVehicle = {
  key: number;
  id: string;
  terminalId: string;
  plate: string;
  area: AreaId;
  containerNo: string;
  /** Every second truck carries an electronic seal. */
  sealId: string | null;
  /** Which coordinates the terminal was set to send. */
  datum: 'WGS84' | 'GCJ02';
};

/** Trucks that came with terminals of a map-maker's settings; they stay so until they are renewed. */
const setToGcj02: ReadonlySet<number> = new Set([8, 14, 20]);

const platePool = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** ISO 6346 check digit of ten characters: letters skip the multiples of 11, weights are powers of two. */
function checkDigit(tenCharacters: string): number {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const code = tenCharacters.charCodeAt(i);
    const letter = code - 55;
    const value = code < 58 ? code - 48 : letter + Math.floor((letter - 1) / 10);
    sum += value * 2 ** i;
  }
  return (sum % 11) % 10;
}

function plateOf(n: number): string {
  let rest = (n * 7919 + 104_729) % 32 ** 4;
  let text = '';
  for (let i = 0; i < 4; i++) {
    text += platePool[rest % platePool.length];
    rest = Math.floor(rest / platePool.length);
  }
  return `沪${'ABDE'[n % 4]}${text}${n % 10}`;
}

/** The n-th truck of the zone, from 1. The fleet is numbered, so that its size is a setting. */
export function fleetVehicle(n: number): FleetVehicle {
  const serial = `CSQU${String(100_000 + n * 37)
    .padStart(6, '0')
    .slice(-6)}`;
  return {
    key: n,
    id: `V${String(n).padStart(5, '0')}`,
    terminalId: String(13_800_000_000 + n).padStart(12, '0'),
    plate: plateOf(n),
    area: areaIds[(n - 1) % areaIds.length] as AreaId,
    containerNo: `${serial}${checkDigit(serial)}`,
    sealId: n % 2 === 1 ? `ES${String(n).padStart(6, '0')}` : null,
    datum: setToGcj02.has(n) ? 'GCJ02' : 'WGS84',
  };
}

export function fleet(vehicles: number): FleetVehicle[] {
  return Array.from({ length: vehicles }, (_, i) => fleetVehicle(i + 1));
}
