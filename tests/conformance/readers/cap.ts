import type { CapInfo } from '@ftz/bff/adapters/upstream-cap/cap-alert.ts';
import { readCap } from '@ftz/bff/adapters/upstream-cap/read-cap.ts';
import { bytesOfRow, type CorpusReader, type Fields } from '#conformance/corpus-row.ts';

/** The corpus gives the first of what may repeat, and counts what it does not tell. */
const infoInWords = ({ categories, responseTypes, areas, ...info }: CapInfo): Fields => ({
  ...info,
  category: categories[0],
  categories,
  responseType: responseTypes[0],
  responseTypes,
  areas: areas.map(({ areaDesc, polygons, badPolygons, circles, badCircles, geocodes }) => ({
    areaDesc,
    polygons: polygons.length + badPolygons.length,
    circles: circles.length + badCircles.length,
    geocodes: geocodes.length,
  })),
  eventCodes: info.eventCodes.length,
  parameters: info.parameters.length,
  resources: info.resources.length,
});

export const cap: CorpusReader = {
  protocol: 'cap',
  read: (row) => {
    const reading = readCap(bytesOfRow(row));
    if (!reading.ok) return reading;
    const { namespace, codes, referencesText, incidentsText, infos, ...alert } = reading.alert;
    const told = infos.map(infoInWords);
    return {
      ok: true,
      words: {
        ...alert,
        xmlns: namespace,
        code: codes[0],
        codes,
        references: referencesText,
        incidents: incidentsText,
        infos: told,
        info: told,
      },
    };
  },
};
