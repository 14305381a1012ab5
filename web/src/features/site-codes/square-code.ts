import qrcode from 'qrcode-generator';

/** Four cells of white around it: less, and cameras do not find it. */
const margin = 4;

/** A text as a QR code: the dark cells as one path, in a square of `size`. A fifth of it may be dirty. */
export function squareCode(text: string): { path: string; size: number } {
  const code = qrcode(0, 'Q');
  code.addData(text, 'Alphanumeric');
  code.make();
  const cells = code.getModuleCount();
  const rows = Array.from({ length: cells }, (_, y) => y);
  const path = rows
    .flatMap((y) =>
      rows.filter((x) => code.isDark(y, x)).map((x) => `M${x + margin} ${y + margin}h1v1h-1Z`),
    )
    .join('');
  return { path, size: cells + 2 * margin };
}
