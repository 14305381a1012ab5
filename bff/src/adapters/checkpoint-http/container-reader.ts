import { checkRemainder, readContainerNo } from '@ftz/shared/state/iso6346.ts';
import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { readSizeType, type SizeType } from '#domain/lanes/size-type.ts';

const decoder = new TextDecoder();
const longestText = 64;

/** Container numbers, alone or with their size and type code. Without its check digit a number proves nothing. */
export const containerReader: ProtocolReader = {
  protocol: 'iso6346',
  standard: 'ISO 6346 container numbers',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    const whole = { at: 0, length: bytes.length };
    const text = decoder.decode(bytes.subarray(0, longestText)).trim();
    const { number, sizeType } = splitMarking(text);
    const { normalised, verdict } = readContainerNo(number);
    if (verdict !== 'valid') return [{ ...whole, ok: false, reason: verdict }];
    const fields = {
      containerNo: normalised,
      owner: normalised.slice(0, 3),
      category: normalised.slice(3, 4),
      serial: normalised.slice(4, 10),
      checkDigit: Number(normalised.slice(10)),
      remainder: checkRemainder(normalised),
      ...(sizeType ? { sizeType: { ...sizeType } } : {}),
    };
    return [{ ...whole, ok: true, kind: 'container', fields }];
  },
};

/** The size and type code stands beside the number on the box, and cameras read it along. */
function splitMarking(text: string): { number: string; sizeType: SizeType | null } {
  const at = text.search(/\s\S{4}$/);
  const sizeType = at < 0 ? null : readSizeType(text.slice(at + 1).toUpperCase());
  return { number: sizeType ? text.slice(0, at) : text, sizeType };
}
