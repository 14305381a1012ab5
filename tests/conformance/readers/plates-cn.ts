import { plateReader } from '@ftz/bff/adapters/plate-cameras/camera-reader.ts';
import { bytesOfRow, type CorpusReader } from '#conformance/corpus-row.ts';

/** The corpus's words for our categories, where they are not ours with underscores. */
const words: Record<string, string> = { 'armed-forces': 'military' };

export const platesCn: CorpusReader = {
  protocol: 'plates-cn',
  read: (row) => {
    const [reading] = plateReader.read(bytesOfRow(row), {});
    if (!reading?.ok) return { ok: false, reason: reading?.reason ?? 'nothing' };
    const { plate, category } = reading.fields;
    const word = String(category);
    return {
      ok: true,
      words: {
        valid: true,
        normalised: plate,
        category: words[word] ?? word.replaceAll('-', '_'),
        length: [...String(plate)].length,
      },
    };
  },
};
