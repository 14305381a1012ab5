import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader';
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url';

/**
 * Reads codes out of camera pictures, beside the page: with the phone's own reader where its browser has
 * one, else with a program of our own server. Compiling such a program is allowed to this script alone.
 */
type Found = { rawValue: string };
declare const self: {
  onmessage: ((event: { data: ImageBitmap }) => void) | null;
  postMessage: (text: string | null) => void;
  BarcodeDetector?: {
    new (options: { formats: string[] }): { detect: (image: ImageBitmap) => Promise<Found[]> };
    getSupportedFormats: () => Promise<string[]>;
  };
};

/** What is printed on seals, containers and site signs. */
const formats = [
  'code_128',
  'code_39',
  'qr_code',
  'data_matrix',
  'ean_13',
  'itf',
  'codabar',
  'pdf417',
];
const zxingFormats: ReadInputBarcodeFormat[] = [
  'Code128',
  'Code39',
  'QRCode',
  'DataMatrix',
  'EAN13',
  'ITF',
  'Codabar',
  'PDF417',
];

type Read = (image: ImageBitmap) => Promise<string | null>;

async function chooseReader(): Promise<Read> {
  const own = self.BarcodeDetector;
  const known = own ? await own.getSupportedFormats().catch(() => []) : [];
  if (own && known.includes('code_128') && known.includes('qr_code')) {
    const detector = new own({ formats: formats.filter((format) => known.includes(format)) });
    return async (image) => (await detector.detect(image))[0]?.rawValue ?? null;
  }
  prepareZXingModule({ overrides: { locateFile: () => wasmUrl } });
  return async (image) => {
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d');
    if (!context) return null;
    context.drawImage(image, 0, 0);
    const pixels = context.getImageData(0, 0, image.width, image.height);
    const options = { formats: zxingFormats, tryHarder: true, maxNumberOfSymbols: 1 };
    const [found] = await readBarcodes(pixels, options);
    return found?.text ?? null;
  };
}

const reader = chooseReader();

self.onmessage = ({ data: image }) => {
  reader
    .then((read) => read(image))
    .then(
      (text) => self.postMessage(text),
      () => self.postMessage(null),
    )
    .finally(() => image.close());
};
