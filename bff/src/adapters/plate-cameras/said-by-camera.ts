import type { Fact } from '@ftz/shared/contract/alarm.ts';
import type { EquipmentSaid } from '#domain/observation.ts';
import type { CameraMessage } from './camera-message.ts';

type Told = Exclude<CameraMessage, { kind: 'alive' }>;

const facts = (values: Record<string, string | number | null>): Fact[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === null || value === '' ? [] : [{ name, value: String(value).slice(0, 120) }],
  );

/** A camera's message as a report of equipment. */
export function saidBy(message: Told, eventId: string): EquipmentSaid {
  const nothing = { eventId, plate: null, containerNo: null, weightKg: null, releaseId: null };
  if (message.kind === 'input') {
    const { source, value } = message;
    return { ...nothing, what: 'input-changed', facts: facts({ input: source, value }) };
  }
  const { plate, confidence, colour, direction } = message;
  return {
    ...nothing,
    what: plate === null ? 'no-plate' : 'plate-read',
    plate: plate?.text ?? null,
    facts: facts({
      'confidence-pct': confidence === null ? null : Math.round(confidence * 100),
      'plate-form': plate?.category ?? null,
      colour,
      direction,
    }),
  };
}
