import { readByte, readWord } from './big-endian.ts';
import { readText } from './gbk-text.ts';
import type { Header } from './header.ts';

/** Body of 0x0100. With `plateColour` 0 the vehicle has no plate yet and `plate` is its VIN. */
export type Register = {
  kind: 'register';
  edition: '2011' | '2013' | '2019';
  province: number;
  city: number;
  maker: string;
  model: string;
  makersTerminalId: string;
  plateColour: number;
  plate: string;
};

export type Authenticate = {
  kind: 'authenticate';
  authCode: string;
  /** Only the 2019 body carries these. */
  imei: string | null;
  softwareVersion: string | null;
};

// Widths of maker, model and terminal id; province and city before and the colour after are fixed.
const widths = { '2011': [5, 8, 7], '2013': [5, 20, 7], '2019': [11, 30, 30] } as const;

const fixedLength = (edition: Register['edition']): number =>
  5 + widths[edition].reduce((sum, width) => sum + width, 0);

/** 2011 and 2013 share their header, so the length of the body has to tell them apart. */
function chooseEdition(layout: Header['layout'], length: number): Register['edition'] | null {
  if (layout === '2019' && length >= fixedLength('2019')) return '2019';
  if (length >= fixedLength('2013')) return '2013';
  return length >= fixedLength('2011') ? '2011' : null;
}

/** Null when it is shorter than the oldest edition. */
export function readRegister(bytes: Uint8Array, header: Pick<Header, 'layout'>): Register | null {
  const edition = chooseEdition(header.layout, bytes.length);
  if (edition === null) return null;
  const [maker, model, id] = widths[edition];
  const modelAt = 4 + maker;
  const idAt = modelAt + model;
  const colourAt = idAt + id;
  return {
    kind: 'register',
    edition,
    province: readWord(bytes, 0),
    city: readWord(bytes, 2),
    maker: readText(bytes.subarray(4, modelAt)),
    model: readText(bytes.subarray(modelAt, idAt)),
    makersTerminalId: readText(bytes.subarray(idAt, colourAt)),
    plateColour: readByte(bytes, colourAt),
    plate: readText(bytes.subarray(colourAt + 1)),
  };
}

const imeiBytes = 15;

/**
 * Body of 0x0102. Until 2013 the whole body is the code; 2019 has a length, the code, the IMEI and the
 * software version. A 2019 terminal that sends the old body is read the old way.
 */
export function readAuthenticate(bytes: Uint8Array, header: Pick<Header, 'layout'>): Authenticate {
  const codeLength = bytes.length === 0 ? 0 : readByte(bytes, 0);
  const imeiAt = 1 + codeLength;
  const versionAt = imeiAt + imeiBytes;
  if (header.layout !== '2019' || bytes.length < versionAt) {
    return { kind: 'authenticate', authCode: readText(bytes), imei: null, softwareVersion: null };
  }
  return {
    kind: 'authenticate',
    authCode: readText(bytes.subarray(1, imeiAt)),
    imei: readText(bytes.subarray(imeiAt, versionAt)),
    softwareVersion: readText(bytes.subarray(versionAt)),
  };
}
