import type { LanePassage } from '@ftz/shared/contract/lane-passage.ts';
import { readContainerNo } from '@ftz/shared/state/iso6346.ts';
import { plateTextOf, readPlate } from '#domain/lanes/plate.ts';
import { isName, momentOf, valueAt, valuesAt } from './message-values.ts';
import type { MessageFields } from './xml-message.ts';

/** What the lane itself can say; gate and area are the register's to know. */
export type Passage = Omit<LanePassage, 'gateId' | 'area'>;

export type GatherReading =
  | { ok: true; passage: Passage }
  | { ok: false; reason: 'no-session' | 'bad-direction' };

const modes = { A: 'auto', M: 'manual', B: 'backoffice' } as const;
const mostSeals = 4;
/** What waited for so long is told as history; anything nearer is now, whatever the lane's clock says. */
const backlogMs = { least: 10 * 60_000, most: 24 * 3_600_000 };

/**
 * A gather of either kind of lane, 0x21 or 0x81. What is readable is taken: a lane with a broken scale
 * still saw a truck. Without a name that it can be called by again it is refused. A session that is
 * gathered anew by hand is a reading of its own.
 */
export function readGather(
  fields: MessageFields,
  { laneId, receivedAtMs }: { laneId: string; receivedAtMs: number },
): GatherReading {
  const seqNo = valueAt(fields, 'attr.SEQ_NO', 'SEQ_NO');
  const sessionId = valueAt(fields, 'SESSION_ID', 'attr.SESSION_ID') ?? seqNo;
  if (!isName(sessionId)) return { ok: false, reason: 'no-session' };
  const direction = directionOf(valueAt(fields, 'attr.I_E_TYPE', 'I_E_FLAG', 'I_E_TYPE'));
  if (direction === null) return { ok: false, reason: 'bad-direction' };
  const letter = valueAt(fields, 'GETHER_MODE')?.toUpperCase() ?? 'A';
  const mode = Object.hasOwn(modes, letter) ? modes[letter as keyof typeof modes] : 'manual';
  const icCard = valueAt(fields, 'IC.DR_IC_NO', 'IC.IC_NO', 'IC_INFO.IC_NO', 'IC_INFO.IC_ID');
  const declaredKg = kgOf(valueAt(fields, 'IC.IC_GROSS_WT'));
  const plate = plateOf(fields);
  const containers = containersOf(fields);
  const unsure = [
    ...(plate.sure ? [] : (['plate'] as const)),
    ...(containers.sure ? [] : (['container'] as const)),
  ];
  return {
    ok: true,
    passage: {
      eventId: mode === 'auto' ? sessionId : `${sessionId}/${letter.slice(0, 1)}`,
      laneId,
      direction,
      closedAtMs: timeOf(seqNo, receivedAtMs),
      plate: plate.text,
      plateConfidence: null,
      containerNos: containers.numbers,
      seals: sealsOf(fields),
      weightKg: kgOf(valueAt(fields, 'WEIGHT.GROSS_WT', 'GROSS_WT')),
      mode,
      sessionId,
      ...(isName(seqNo) ? { seqNo } : {}),
      ...(isName(icCard) ? { icCard } : {}),
      rfids: tagsOf(fields),
      documents: documentsOf(fields),
      ...(declaredKg === null ? {} : { declaredWeightKg: declaredKg }),
      unsure,
    },
  };
}

/** Some front ends write it in lower case. */
function directionOf(text: string | null): 'IN' | 'OUT' | null {
  const letter = text?.toUpperCase();
  return letter === 'I' ? 'IN' : letter === 'E' ? 'OUT' : null;
}

function timeOf(seqNo: string | null, receivedAtMs: number): number {
  const said = momentOf((seqNo ?? '').slice(0, 14));
  const agoMs = said === null ? 0 : receivedAtMs - said;
  return said !== null && agoMs >= backlogMs.least && agoMs <= backlogMs.most ? said : receivedAtMs;
}

/** The register's name of the plate and the camera's reading: where they differ nobody is sure. */
function plateOf(fields: MessageFields): { text: string | null; sure: boolean } {
  const read = valuesAt(
    fields,
    'OPTCAR.PCAR_NO',
    'VE_LICENSE_NO',
    'CAR.VE_NAME',
    'VE_LICENSE_RECOGNITION.DOMESTIC_LICENSE_NO',
  ).flatMap((value) => plateTextOf(value.slice(0, 64)) ?? []);
  const [text = null] = read;
  const confident = valueAt(fields, 'VE_LICENSE_RECOGNITION.CONFIDENCE_RATIO') !== 'N';
  return { text, sure: confident && read.every((other) => other === text) };
}

/**
 * A number that fails its check digit is a misreading, and leaves a doubt. `CONTA_RECO` is 0 for a good
 * reading on paper and 1 in one vendor's lanes: what is not 0 is a doubt.
 */
function containersOf(fields: MessageFields): { numbers: string[]; sure: boolean } {
  const listed = valuesAt(
    fields,
    'CONTA.CONTA_ID_F',
    'CONTA.CONTA_ID_B',
    'CONTA_ID',
    'CONTA_RECOGNITION.CONTA_ID',
  ).flatMap((value) => value.slice(0, 128).split(/[|,;]/));
  const readings = listed.filter((text) => text.trim() !== '').map(readContainerNo);
  const usable = readings.filter(({ verdict }) => verdict === 'valid');
  const numbers = [...new Set(usable.map(({ normalised }) => normalised))].slice(0, 4);
  const confident = !valuesAt(fields, 'CONTA_RECOGNITION.CONFIDENCE_RATIO').includes('N');
  const recognised = (valueAt(fields, 'CONTA.CONTA_RECO') ?? '0') === '0';
  return { numbers, sure: confident && recognised && usable.length === readings.length };
}

/** Lanes tell which seal, never how it is. */
function sealsOf(fields: MessageFields): Passage['seals'] {
  const ids = valuesAt(fields, 'SEAL.ESEAL_ID', 'ESEAL_ID').flatMap((value) =>
    value.slice(0, 256).split('|'),
  );
  const named = [...new Set(ids.map((id) => id.trim()))].filter(isName);
  return named.slice(0, mostSeals).map((id) => ({ id, state: 'unknown' }));
}

function tagsOf(fields: MessageFields): NonNullable<Passage['rfids']> {
  const vehicle = valuesAt(fields, 'CAR.CAR_EC_NO', 'CAR.CAR_EC_NO2', 'VE_RFID.RFID_ID');
  const plates = valuesAt(fields, 'VE_RFID.VE_NAME', 'VE_RFID.VE_LICENSE_NO');
  const driver = valuesAt(fields, 'DR_RFID.RFID_ID');
  const tags = [
    ...vehicle.map((id, at) => ({
      id,
      kind: 'vehicle' as const,
      plate: plateIn(plates[at] ?? id),
    })),
    ...driver.map((id) => ({ id, kind: 'driver' as const, plate: null })),
  ];
  return tags.map((tag) => ({ ...tag, id: tag.id.slice(0, 64) })).slice(0, 8);
}

/** Some front ends copy the plate into the tag's own field. */
function plateIn(text: string): string | null {
  const reading = readPlate(text.slice(0, 64));
  return reading.verdict === 'form' ? null : reading.text.slice(0, 16);
}

function documentsOf(fields: MessageFields): NonNullable<Passage['documents']> {
  const types = valuesAt(fields, 'FORM_INFO.FORM_TYPE');
  const ids = valuesAt(fields, 'FORM_INFO.FORM_ID', 'IC.IC_BILL_NO').filter(isName);
  return ids.slice(0, 8).map((id, at) => ({ type: (types[at] ?? 'bill').slice(0, 16), id }));
}

/** Kilograms; one vendor sends tonnes, which no truck weighs in kilograms. Nothing and 0 are not weighed. */
function kgOf(text: string | null): number | null {
  const value = text !== null && /^\d{1,6}(\.\d{1,4})?$/.test(text.trim()) ? Number(text) : 0;
  const kg = value < 100 && (text ?? '').includes('.') ? Math.round(value * 1000) : value;
  return kg >= 100 ? kg : null;
}
