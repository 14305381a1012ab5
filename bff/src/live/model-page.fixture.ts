import {
  decodePositionFrame,
  eachMoved,
  type PositionFrame,
} from '@ftz/shared/contract/position-frame.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';

export type ModelRow = {
  lonE6: number;
  latE6: number;
  fixAtS: number;
  speedKph: number;
  heading: number;
};

/** A page as the contract describes it, in maps: slow, plain, and strict about what it is sent. */
export type ModelPage = {
  rows: Map<number, ModelRow>;
  /** Who the keys are: what the directory tells, then what is introduced. */
  names: Map<number, Vehicle>;
  standsAt: number;
};

export function openModelPage(directory: readonly Vehicle[]): ModelPage {
  return { rows: new Map(), names: new Map(directory.map((v) => [v.key, v])), standsAt: 0 };
}

export function meetVehicles(page: ModelPage, vehicles: readonly Vehicle[]): void {
  for (const vehicle of vehicles) page.names.set(vehicle.key, vehicle);
}

/** Throws when the frame does not continue where the page stands, or speaks of rows that it lacks. */
export function takeFrame(page: ModelPage, bytes: Buffer): PositionFrame {
  const copy = new Uint8Array(bytes).buffer;
  const frame = decodePositionFrame(copy);
  if (frame === null) throw new Error('these bytes are no frame');
  if (frame.afterNumber === 0) page.rows.clear();
  else if (frame.afterNumber !== page.standsAt) throw new Error('a frame was lost');
  for (const key of frame.gone) {
    if (!page.rows.delete(key)) throw new Error(`${key} is gone and was never here`);
  }
  place(page, frame);
  move(page, frame);
  page.standsAt = frame.number;
  return frame;
}

function place(page: ModelPage, { placed }: PositionFrame): void {
  for (let i = 0; i < placed.count; i++) {
    page.rows.set(placed.key[i] ?? -1, {
      lonE6: placed.lonE6[i] ?? 0,
      latE6: placed.latE6[i] ?? 0,
      fixAtS: placed.fixAtS[i] ?? 0,
      speedKph: placed.speedKph[i] ?? 0,
      heading: placed.heading[i] ?? 0,
    });
  }
}

function move(page: ModelPage, { moved, serverAtMs }: PositionFrame): void {
  eachMoved(moved, (key, i, lonStep, latStep) => {
    const row = page.rows.get(key);
    if (!row) throw new Error(`${key} moved and was never placed`);
    page.rows.set(key, {
      lonE6: row.lonE6 + lonStep,
      latE6: row.latE6 + latStep,
      fixAtS: Math.floor(serverAtMs / 1000) - (moved.ageS[i] ?? 0),
      speedKph: moved.speedKph[i] ?? 0,
      heading: moved.heading[i] ?? 0,
    });
  });
}
