import type { Json, ProtocolReader } from '#adapters/protocol-reader.ts';
import { type PlateReading, readPlate } from '#domain/lanes/plate.ts';
import type { CameraMessage } from './camera-message.ts';
import { readCamera } from './read-camera.ts';

/** Plate cameras' pushes, whatever their vendor's dialect. */
export const cameraReader: ProtocolReader = {
  protocol: 'lpr-json',
  standard: 'Plate cameras: Hikvision ISAPI ANPR, Zhenshi push, PlateRecognizer, OpenALPR, Axis',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const reading = readCamera(bytes, '');
    if (!reading.ok) return [{ ...whole, ok: false, reason: reading.reason }];
    const { message } = reading;
    return [{ ...whole, ok: true, kind: message.kind, fields: fieldsOf(message) }];
  },
};

function fieldsOf(message: CameraMessage): { [name: string]: Json } {
  const { kind: _, ...fields } = message;
  if (message.kind !== 'plate') return fields as { [name: string]: Json };
  const { plate, atMs } = message;
  return {
    ...(fields as { [name: string]: Json }),
    plate: plate?.text ?? null,
    plateForm: plate ? formOf(plate) : null,
    at: atMs === null ? null : new Date(atMs).toISOString(),
    candidates: message.candidates.map((candidate) => ({ ...candidate })),
  };
}

const formOf = ({ verdict, category, colour }: PlateReading) => ({ verdict, category, colour });

const decoder = new TextDecoder();
const longestText = 64;

/** Chinese plates, as cameras and papers write them. */
export const plateReader: ProtocolReader = {
  protocol: 'plates-cn',
  standard: 'GA 36 family of Chinese vehicle plates',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const { text, ...form } = readPlate(decoder.decode(bytes.subarray(0, longestText)));
    if (form.verdict !== 'valid') return [{ ...whole, ok: false, reason: form.verdict }];
    return [{ ...whole, ok: true, kind: 'plate', fields: { plate: text, ...form } }];
  },
};
