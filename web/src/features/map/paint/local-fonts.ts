/**
 * Faces that the machine has itself, or that the page has brought before: without a `glyphs` address maplibre
 * draws every sign, Chinese ones too, from local fonts, so that no letter needs a server.
 */
export const localFonts = [
  'Noto Sans CJK SC',
  'PingFang SC',
  'Microsoft YaHei',
  'Noto Sans SC Variable',
  'sans-serif',
];
