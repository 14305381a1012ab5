/** What a plate is, by its form. */
export const plateCategories = [
  'standard',
  'new-energy-small',
  'new-energy-large',
  'trailer',
  'police',
  'learner',
  'trial',
  'hk-macau',
  'consulate',
  'embassy',
  'armed-forces',
  'armed-police',
] as const;
export type PlateCategory = (typeof plateCategories)[number];

/**
 * The letter sets of Chinese plates (GA 36 family). They are data because published readers of the
 * standard disagree: on which letters after D and F mark a small new-energy vehicle, on whether a large
 * one may end in any letter of that series, and on special plates that stand in no public edition.
 * What only some of them accept is `unverified`: shown, compared, and believed to nobody's harm.
 */
export const plateLetters = {
  provinces: '京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新',
  /** Neither I nor O: they are taken for 1 and 0. */
  letters: 'ABCDEFGHJKLMNPQRSTUVWXYZ',
  newEnergySmall: 'DF',
  newEnergySmallUnverified: 'ABCEGHJK',
  newEnergyLarge: 'ABCDEFGHJK',
  /** The first of two letters: which service. */
  armedForces: 'VKHBSLJNGCE',
  /** Between the number of a province and the digits of an armed police plate. */
  armedPolice: 'XBTSHJD',
} as const;

/** One character at the end says what such a plate is for; four characters stand before it. */
export const plateEndings: Readonly<Record<string, PlateCategory>> = {
  挂: 'trailer',
  警: 'police',
  学: 'learner',
  试: 'trial',
  超: 'trial',
  领: 'consulate',
};

/** The colour words that cameras put before or behind a plate. */
export const plateColours = ['黄绿', '渐变绿', '蓝', '黄', '绿', '白', '黑'] as const;
