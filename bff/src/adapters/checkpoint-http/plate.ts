const colours = '蓝黄绿白黑';
const noPlate = new Set(['', '无', '无牌', '无车牌', '无牌车']);

/**
 * A plate as lanes compare it: full-width forms folded (NFKC), upper case, without separators and without
 * the colour word that cameras put in front or behind. Null when the camera saw none.
 */
export function readPlate(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > 64) return null;
  const text = value
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.·•・_-]/g, '');
  const plate = text.replace(new RegExp(`^[${colours}](?=.{6})|(?<=.{6})[${colours}]$`, 'g'), '');
  return noPlate.has(plate) || plate.length > 16 ? null : plate;
}
