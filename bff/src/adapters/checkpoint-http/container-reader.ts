import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { checkRemainder, readContainerNo } from '#domain/lanes/iso6346.ts';

const decoder = new TextDecoder();
const longestText = 64;

/** Container numbers, as cameras and papers write them. Without its check digit a number proves nothing. */
export const containerReader: ProtocolReader = {
  protocol: 'iso6346',
  standard: 'ISO 6346 container numbers',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const text = decoder.decode(bytes.subarray(0, longestText)).trim();
    const { normalised, verdict } = readContainerNo(text);
    if (verdict !== 'valid') return [{ ...whole, ok: false, reason: verdict }];
    const fields = {
      containerNo: normalised,
      owner: normalised.slice(0, 3),
      category: normalised.slice(3, 4),
      serial: normalised.slice(4, 10),
      checkDigit: Number(normalised.slice(10)),
      remainder: checkRemainder(normalised),
    };
    return [{ ...whole, ok: true, kind: 'container', fields }];
  },
};
