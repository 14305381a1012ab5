import { longestLine } from './sentence.ts';

export type LineCutter = {
  push: (chunk: Uint8Array) => string[];
  /** What came after the last line end. */
  end: () => string;
};

const latin1 = new TextDecoder('latin1');

/**
 * Cuts a stream at its line ends. A line without an end is given out when it is longer than any
 * sentence, and is judged as the noise that it is.
 */
export function createLineCutter(): LineCutter {
  let rest = '';
  return {
    push: (chunk) => {
      const lines = (rest + latin1.decode(chunk)).split(/\r\n|\r|\n/);
      rest = lines.pop() ?? '';
      if (rest.length <= longestLine) return lines;
      lines.push(rest);
      rest = '';
      return lines;
    },
    end: () => rest,
  };
}
