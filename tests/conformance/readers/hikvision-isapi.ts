import { isapiReader } from '@ftz/bff/adapters/isapi/isapi-reader.ts';
import { bytesOfRow, type CorpusReader, type Fields } from '#conformance/corpus-row.ts';

/** The corpus names a leaf by its own name, those of the number plate part with `anpr.` before. */
export const hikvisionIsapi: CorpusReader = {
  protocol: 'hikvision-isapi',
  read: (row) => {
    const readings = isapiReader.read(bytesOfRow(row), {});
    const reading = readings.find((each) => each.ok && each.kind !== 'attachment') ?? readings[0];
    if (!reading?.ok) return { ok: false, reason: reading?.reason ?? 'nothing' };
    const { leaves, anpr } = reading.fields;
    const plateWords = Object.entries((anpr ?? {}) as Fields).map(
      ([name, value]) => [`anpr.${name}`, value] as const,
    );
    return { ok: true, words: { ...(leaves as Fields), ...Object.fromEntries(plateWords) } };
  },
};
