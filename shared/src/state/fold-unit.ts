import type { DurableEvent } from '#contract/durable-event.ts';
import type { UnitRecord } from '#contract/unit.ts';
import type { Fold } from './fold.ts';
import { nameOf } from './incident-lines.ts';
import { unitOf } from './unit-lifecycle.ts';

type UnitEvent = Extract<DurableEvent, { type: `unit.${string}` }>;

export function foldUnit(f: Fold, event: UnitEvent): void {
  const { unitId, area } = event.data;
  const unit = unitOf(f.situation, unitId, area);
  f.put('units', unitId, { ...unit, ...changeOfUnit(unit, event), version: unit.version + 1 });
}

function changeOfUnit(unit: UnitRecord, event: UnitEvent): Partial<UnitRecord> {
  switch (event.type) {
    case 'unit.joined': {
      const { member, vehicleId } = event.data;
      const crew = [...without(unit, member.accountId), member];
      return { crew, vehicleId: vehicleId ?? unit.vehicleId };
    }
    case 'unit.left': {
      const crew = without(unit, event.data.accountId);
      // What nobody rides in is nowhere and drives nothing.
      return crew.length > 0 ? { crew } : { crew, vehicleId: null, fix: null };
    }
    case 'unit.position-reported':
      return { fix: event.data.fix as UnitRecord['fix'] };
    case 'unit.taken-out-of-service':
      return {
        outOfService: {
          reason: event.data.reason,
          by: nameOf(event) ?? '',
          sinceMs: event.atMs,
        },
      };
    case 'unit.returned-to-service':
      return { outOfService: null };
    case 'unit.distress-called':
      return { distress: { by: event.data.by, note: event.data.note, sinceMs: event.atMs } };
    case 'unit.distress-ended':
      return { distress: null };
  }
}

const without = ({ crew }: UnitRecord, accountId: string) =>
  crew.filter((one) => one.accountId !== accountId);
