/**
 * A container number (ISO 6346): owner code, category `U`, `J` or `Z`, six digits, check digit. A number that
 * passes is evidence, not proof: transposed digits can pass as well. `unverified` lacks its check digit.
 */
export type ContainerReading = {
  /** Upper case, without blanks, hyphens and dots. */
  normalised: string;
  verdict: 'valid' | 'unverified' | 'check-digit' | 'category' | 'form';
};

export function readContainerNo(text: string): ContainerReading {
  const normalised = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s.-]/g, '');
  const match = /^([A-Z]{3})([A-Z])(\d{6})(\d?)$/.exec(normalised);
  if (!match) return { normalised, verdict: 'form' };
  const [, , category = '', , checkDigit] = match;
  if (!'UJZ'.includes(category)) return { normalised, verdict: 'category' };
  if (checkDigit === '') return { normalised, verdict: 'unverified' };
  // A remainder of 10 prints as 0: such serials should not be issued, and are.
  const expected = (checkRemainder(normalised) % 10).toString();
  return { normalised, verdict: checkDigit === expected ? 'valid' : 'check-digit' };
}

/** The remainder (0 to 10) of the first ten characters: values times powers of two, modulo 11. */
export function checkRemainder(containerNo: string): number {
  let sum = 0;
  for (let at = 0; at < 10; at++) sum += characterValue(containerNo.charCodeAt(at)) * 2 ** at;
  return sum % 11;
}

/** Digits stand for themselves; letters count from A = 10 and skip the multiples of eleven. */
function characterValue(code: number): number {
  if (code <= 57) return code - 48;
  const letter = code - 65;
  return 10 + letter + Math.ceil(letter / 10);
}
