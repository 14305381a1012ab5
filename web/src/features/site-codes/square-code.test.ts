import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { squareCode } from './square-code.ts';

const dot = 4;

/** As a camera sees it: black cells on white. */
function pictureOf({ path, size }: { path: string; size: number }) {
  const width = size * dot;
  const data = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = ''] of path.matchAll(/M(\d+) (\d+)/g)) {
    for (let at = 0; at < dot * dot; at += 1) {
      const column = Number(x) * dot + (at % dot);
      const row = Number(y) * dot + Math.floor(at / dot);
      data.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
    }
  }
  return { data, width, height: width, colorSpace: 'srgb' as const };
}

it('is read as what was written', async () => {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });
  const picture = pictureOf(squareCode('ABCDEFGH23')) as ImageData;
  const [read] = await readBarcodes(picture, { formats: ['QRCode'] });
  expect(read?.text).toBe('ABCDEFGH23');
});
