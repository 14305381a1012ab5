/** One part of a multipart body; `type` is null when it says none. `at` counts from the stream's start. */
export type Part = { type: string | null; body: Uint8Array; at: number };

const headersEnd = /\r?\n\r?\n/;
const longestHeaders = 4096;
const closeAngle = 0x3e;
const closeBrace = 0x7d;

/**
 * Cuts an endless multipart stream into its parts, however the chunks fall. A part ends where the next
 * boundary stands: the lengths that devices write are often wrong, and the last boundary often missing.
 * A text part that `isWhole` is taken at once, or its event would wait for the next one. Holds
 * `limitBytes`; a part beyond that is dropped up to the next boundary.
 */
export function createPartCutter(
  boundary: string,
  isWhole: (body: Uint8Array) => boolean,
  limitBytes = 4 * 1024 * 1024,
) {
  const mark = Buffer.from(`--${boundary.replace(/^--/, '')}`, 'latin1');
  let held: Buffer = Buffer.alloc(0);
  let offset = 0;
  let searchedTo = 0;
  let insidePart = false;

  function drop(length: number) {
    held = held.subarray(length);
    offset += length;
    searchedTo = 0;
  }

  function next(): Part | 'nothing' | 'more' {
    if (!insidePart) {
      const start = held.indexOf(mark);
      if (start < 0) {
        // A boundary may be cut by the end of the chunk.
        drop(Math.max(0, held.length - mark.length));
        return 'nothing';
      }
      drop(start + mark.length);
      insidePart = true;
    }
    const end = held.indexOf(mark, Math.max(0, searchedTo - mark.length));
    searchedTo = held.length;
    if (end >= 0) {
      const part = partOf(held.subarray(0, end), offset);
      drop(end);
      insidePart = false;
      return part ?? 'more';
    }
    const whole = wholePart();
    if (whole) {
      drop(whole.at - offset + whole.body.length);
      insidePart = false;
      return whole;
    }
    if (held.length > limitBytes) {
      drop(held.length);
      insidePart = false;
    }
    return 'nothing';
  }

  /** Asked only where a document could end, and not of pictures. */
  function wholePart(): Part | null {
    const part = partOf(held, offset);
    const last = part?.body.at(-1);
    if (!part || (last !== closeAngle && last !== closeBrace)) return null;
    return /xml|json/i.test(part.type ?? '') && isWhole(part.body) ? part : null;
  }

  function all(): Part[] {
    const parts: Part[] = [];
    for (let found = next(); found !== 'nothing'; found = next()) {
      if (found !== 'more') parts.push(found);
    }
    return parts;
  }

  return {
    push(chunk: Uint8Array): Part[] {
      held = held.length === 0 ? Buffer.from(chunk) : Buffer.concat([held, chunk]);
      return all();
    },
    /** What stood behind the last boundary when the stream ended. */
    end(): Part[] {
      const part = insidePart ? partOf(held, offset) : null;
      drop(held.length);
      insidePart = false;
      return part ? [part] : [];
    },
    heldBytes: () => held.length,
  };
}

function headersOf(raw: Buffer) {
  const head = raw.subarray(0, longestHeaders).toString('latin1');
  const blank = headersEnd.exec(head);
  if (!blank) return null;
  const headers = head.slice(0, blank.index);
  return {
    type: /^content-type:\s*([^\r\n;]+)/im.exec(headers)?.[1]?.trim() ?? null,
    bodyAt: blank.index + blank[0].length,
  };
}

/** Null for the preamble and for the closing mark. */
function partOf(raw: Buffer, offset: number): Part | null {
  const headers = headersOf(raw);
  if (!headers) return null;
  let end = raw.length;
  while (end > headers.bodyAt && (raw[end - 1] === 0x0a || raw[end - 1] === 0x0d)) end -= 1;
  const body = raw.subarray(headers.bodyAt, end);
  return body.length === 0 ? null : { type: headers.type, body, at: offset + headers.bodyAt };
}
