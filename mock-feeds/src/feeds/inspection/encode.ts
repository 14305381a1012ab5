/** `inspection.result.v1` of `docs/protocols/inspection-equipment.md`. */

type Common = {
  eventId: string;
  deviceId: string;
  atMs: number;
  plate: string | null;
  containerNo: string | null;
};

export type Measured = Common & { alarm: boolean; gammaCps: number; neutronCps: number };
export type Imaged = Common & {
  kind: 'h986' | 'x-ray';
  verdict: 'clear' | 'suspicious' | 'inconclusive';
  operator: string;
};

const common = ({ eventId, deviceId, atMs, plate, containerNo }: Common) => ({
  v: 1,
  eventId,
  deviceId,
  at: new Date(atMs).toISOString(),
  plate,
  containerNo,
});

/** A portal counts about three hundred a second of what is around it. */
export function encodeMeasured(measured: Measured): string {
  const { alarm, gammaCps, neutronCps } = measured;
  return JSON.stringify({
    ...common(measured),
    kind: 'radiation-portal',
    alarm,
    gammaCps,
    neutronCps,
    backgroundCps: 300,
  });
}

export function encodeImaged(imaged: Imaged): string {
  const { kind, verdict, operator, eventId } = imaged;
  return JSON.stringify({ ...common(imaged), kind, verdict, operator, imageId: `IMG-${eventId}` });
}
