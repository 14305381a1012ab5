/** One part of a `multipart/…` body; `name` is its form field or file. */
export type Part = { name: string | null; contentType: string; bytes: Uint8Array };

const mostParts = 16;
const longestHead = 2_000;
const blankLine = Buffer.from('\r\n\r\n');

/**
 * Cuts a multipart body (RFC 2046 clause 5.1). The boundary is taken from the header or, because
 * cameras leave it out or lie, from the first line. A missing last boundary ends with the body. Null:
 * no part at all.
 */
export function readMultipart(body: Uint8Array, contentType: string): Part[] | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const delimiter = firstLine(bytes) ?? boundaryOf(contentType);
  if (delimiter === null) return null;
  const parts: Part[] = [];
  let from = bytes.indexOf(delimiter);
  while (from >= 0 && parts.length < mostParts) {
    const start = from + delimiter.length;
    if (bytes.subarray(start, start + 2).toString('latin1') === '--') break;
    const next = bytes.indexOf(delimiter, start);
    const part = partOf(bytes.subarray(start, next < 0 ? bytes.length : next));
    if (part) parts.push(part);
    from = next;
  }
  return parts.length === 0 ? null : parts;
}

function boundaryOf(contentType: string): Buffer | null {
  const [, quoted, bare] = /boundary=(?:"([^"]{1,100})"|([^\s;"]{1,100}))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  return boundary === undefined ? null : Buffer.from(`--${boundary}`);
}

function firstLine(bytes: Buffer): Buffer | null {
  const line = /^\s{0,4}(--[^\r\n]{1,100})\r?\n/.exec(bytes.toString('latin1', 0, 200))?.[1];
  return line === undefined ? null : Buffer.from(line.trimEnd(), 'latin1');
}

function partOf(bytes: Buffer): Part | null {
  const end = bytes.subarray(0, longestHead).indexOf(blankLine);
  if (end < 0) return null;
  const head = bytes.toString('latin1', 0, end);
  const [, name] = /name="?([^";\r\n]{1,80})/i.exec(head) ?? [];
  const [, contentType] = /^content-type:\s*([^\r\n]{1,100})/im.exec(head) ?? [];
  const rest = bytes.subarray(end + blankLine.length);
  const trailing = rest.subarray(-2).toString('latin1') === '\r\n' ? 2 : 0;
  return {
    name: name ?? null,
    contentType: contentType?.toLowerCase() ?? '',
    bytes: rest.subarray(0, rest.length - trailing),
  };
}
