import { type PlateCategory, plateColours, plateEndings, plateLetters } from './plate-forms.ts';

/**
 * A plate as a lane or a camera read it. `valid`: a form of the standard; `repaired`: a form once O and
 * I in its serial are read as 0 and 1; `unverified`: a form that not every published reader knows;
 * `form`: none of ours, as a foreign plate or a misreading. A vehicle is a plate and its colour: the
 * same characters exist in blue and in yellow.
 */
export type PlateReading = {
  /** Folded (NFKC), upper case, without separators and colour words, repaired. */
  text: string;
  verdict: 'valid' | 'repaired' | 'unverified' | 'form';
  category: PlateCategory | null;
  /** The colour word that was written with it. */
  colour: (typeof plateColours)[number] | null;
};

const { provinces, letters, armedForces, armedPolice } = plateLetters;
const { newEnergySmall, newEnergySmallUnverified, newEnergyLarge } = plateLetters;
const endings = Object.keys(plateEndings).join('');
const serial = `[0-9${letters}]`;
const office = `[${provinces}][${letters}]`;

const forms: readonly (readonly [RegExp, PlateCategory | null, 'valid' | 'unverified'])[] = (
  [
    [`粤Z${serial}{4}[港澳]`, 'hk-macau', 'valid'],
    [`${office}${serial}{4}[${endings}]`, null, 'valid'],
    [`${office}${serial}{5}`, 'standard', 'valid'],
    [`${office}[${newEnergySmall}]${serial}\\d{4}`, 'new-energy-small', 'valid'],
    [`${office}\\d{5}[${newEnergyLarge}]`, 'new-energy-large', 'valid'],
    [`${office}[${newEnergySmallUnverified}]${serial}\\d{4}`, 'new-energy-small', 'unverified'],
    ['使\\d{6}', 'embassy', 'valid'],
    ['\\d{6}使', 'embassy', 'valid'],
    [`[${armedForces}][${letters}O]\\d{5}`, 'armed-forces', 'valid'],
    [
      `WJ(?:\\d{2}|[${provinces}])[0-9${armedPolice}警消边水电林交]?\\d{4}[0-9${armedPolice}]?`,
      'armed-police',
      'valid',
    ],
  ] as const
).map(([form, category, verdict]) => [new RegExp(`^${form}$`), category, verdict]);

const separators = /[\s.·•・‧∙_-]/g;
const colourWord = `(${plateColours.join('|')})[色牌]?`;
/** Before a province only: 黑 is a province, too. */
const colourBefore = new RegExp(`^${colourWord}(?=[${provinces}使W])`);
const colourBehind = new RegExp(`(?<=[0-9A-Z${endings}港澳使])${colourWord}$`);
/** Of a serial alone: B, D, S, Z and L are letters as often as misreadings. */
const mistakable = new RegExp(`^(${office})(.*)$`);
const longestText = 64;
const longestPlate = 16;

export function readPlate(raw: string): PlateReading {
  const folded = raw.slice(0, longestText).normalize('NFKC').toUpperCase().replace(separators, '');
  const before = colourBefore.exec(folded)?.[1];
  const bare = folded.replace(colourBefore, '');
  const behind = colourBehind.exec(bare)?.[1];
  const text = bare.replace(colourBehind, '');
  const colour = plateColours.find((word) => word === (before ?? behind)) ?? null;
  const asRead = formOf(text);
  if (asRead) return { text, colour, ...asRead };
  const mended = mend(text);
  const repaired = mended === text ? null : formOf(mended);
  if (repaired) return { text: mended, colour, category: repaired.category, verdict: 'repaired' };
  return { text, colour, category: null, verdict: 'form' };
}

function formOf(text: string): Pick<PlateReading, 'category' | 'verdict'> | null {
  const found = forms.find(([form]) => form.test(text));
  if (!found) return null;
  const [, category, verdict] = found;
  return { category: category ?? plateEndings[text.slice(-1)] ?? null, verdict };
}

function mend(text: string): string {
  const [, front = '', rest = ''] = mistakable.exec(text) ?? [];
  return front === '' ? text : front + rest.replaceAll('O', '0').replaceAll('I', '1');
}

const noPlate = new Set(['', '无', '无牌', '无车牌', '无牌车', '未识别']);

/** The plate that a device wrote, as lanes compare it; null when its camera saw none. */
export function plateTextOf(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > longestText) return null;
  const { text } = readPlate(value);
  return noPlate.has(text) || text.length > longestPlate ? null : text;
}
