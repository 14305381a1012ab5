/** A SIP message (RFC 3261) as far as GB/T 28181 uses it. */
export type SipMessage = {
  startLine: string;
  /** By lower-case long name, each in the order in which it came. */
  headers: ReadonlyMap<string, readonly string[]>;
  /** False when the empty line behind the headers never came. */
  headerComplete: boolean;
  headerBytes: number;
  /** What `Content-Length` promises; null where it is not said. */
  contentLength: number | null;
  body: Uint8Array;
};

export type SipFault = 'not-sip' | 'too-long' | 'bad-content-length' | 'too-many-headers';
export type SipReading = { ok: true; message: SipMessage } | { ok: false; reason: SipFault };

export const longestHeader = 8 * 1024;
export const longestBody = 64 * 1024;
const mostHeaders = 64;

/** RFC 3261, 7.3.3 and 20. */
const longNames: Record<string, string> = {
  v: 'via',
  f: 'from',
  t: 'to',
  i: 'call-id',
  m: 'contact',
  l: 'content-length',
  c: 'content-type',
  s: 'subject',
  k: 'supported',
  o: 'event',
  u: 'allow-events',
  e: 'content-encoding',
};

const latin1 = new TextDecoder('latin1');
const requestLine = /^([A-Z]{3,20}) (\S{1,256}) SIP\/2\.0$/;
const statusLine = /^SIP\/2\.0 ([1-6]\d\d)(?: (.{0,128}))?$/;

/**
 * Reads the message at the beginning of `bytes`; its body is what has come of it. Line ends may be CRLF
 * or a bare LF, and empty lines in front (the keep-alive of RFC 5626) are passed over.
 */
export function readSip(bytes: Uint8Array): SipReading {
  const begins = firstContent(bytes);
  const end = endOfHeader(bytes, begins);
  const headerEnd = end ?? bytes.length;
  if (headerEnd - begins > longestHeader) return { ok: false, reason: 'too-long' };
  const lines = unfold(latin1.decode(bytes.subarray(begins, headerEnd)));
  const [startLine = '', ...rest] = lines;
  if (!requestLine.test(startLine) && !statusLine.test(startLine)) {
    return { ok: false, reason: 'not-sip' };
  }
  const headers = readHeaders(rest);
  if (headers === null) return { ok: false, reason: 'too-many-headers' };
  const length = headers.get('content-length')?.[0];
  const contentLength = length === undefined ? null : Number(/^\d{1,6}$/.exec(length)?.[0] ?? -1);
  if (contentLength !== null && (contentLength < 0 || contentLength > longestBody)) {
    return { ok: false, reason: 'bad-content-length' };
  }
  const body = bytes.subarray(headerEnd, headerEnd + (contentLength ?? longestBody));
  const headerComplete = end !== null;
  return {
    ok: true,
    message: { startLine, headers, headerComplete, headerBytes: headerEnd, contentLength, body },
  };
}

function firstContent(bytes: Uint8Array): number {
  let at = 0;
  while (bytes[at] === 0x0d || bytes[at] === 0x0a) at += 1;
  return at;
}

/** Just behind the empty line; null when it has not come. */
export function endOfHeader(bytes: Uint8Array, from = 0): number | null {
  const last = Math.min(bytes.length, from + longestHeader + 4);
  for (let at = from; at < last; at += 1) {
    if (bytes[at] !== 0x0a) continue;
    if (bytes[at + 1] === 0x0a) return at + 2;
    if (bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return null;
}

/** A line that begins with a blank goes on with the one before it (RFC 3261, 7.3.1). */
function unfold(text: string): string[] {
  return text
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)
    .filter((line) => line !== '');
}

function readHeaders(lines: readonly string[]): Map<string, string[]> | null {
  if (lines.length > mostHeaders) return null;
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const sent = line.slice(0, colon).trim().toLowerCase();
    const name = longNames[sent] ?? sent;
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return headers;
}

export function headerOf(message: SipMessage, name: string): string | null {
  return message.headers.get(name)?.[0] ?? null;
}

/** What a request asks for; null for an answer. */
export function methodOf({ startLine }: SipMessage): string | null {
  return requestLine.exec(startLine)?.[1] ?? null;
}

/** What an answer says; null for a request. */
export function statusOf({ startLine }: SipMessage): number | null {
  const status = statusLine.exec(startLine)?.[1];
  return status === undefined ? null : Number(status);
}

/** The user of `"name" <sip:user@host>;tag=…`. */
export function userOf(address: string | null): string | null {
  return /<?sips?:([^@;>\s]{1,64})@/.exec(address ?? '')?.[1] ?? null;
}

/** A parameter of a header's value: `tag` of From, `branch` of Via. */
export function parameterOf(value: string | null, name: string): string | null {
  const outside = (value ?? '').replace(/<[^>]*>/g, '');
  const found = new RegExp(`;\\s*${name}\\s*=\\s*"?([^;,"\\s]+)`, 'i').exec(outside);
  return found?.[1] ?? null;
}

/** How long a registration shall last, seconds: the contact's own word goes first (RFC 3261, 10.2.1.1). */
export function expiryOf(message: SipMessage): number | null {
  const said = parameterOf(headerOf(message, 'contact'), 'expires') ?? headerOf(message, 'expires');
  return said !== null && /^\d{1,9}$/.test(said) ? Number(said) : null;
}

/** `Digest a="b", c=d` (RFC 2617): names in lower case, without quotes. */
export function readDigest(value: string | null): ReadonlyMap<string, string> | null {
  if (value === null || !/^digest\s/i.test(value)) return null;
  const pairs = value
    .slice(7)
    .matchAll(/([A-Za-z]{1,20})\s*=\s*(?:"([^"]{0,256})"|([^",\s]{1,256}))/g);
  return new Map(
    [...pairs].map(([, name = '', quoted, bare]) => [name.toLowerCase(), quoted ?? bare ?? '']),
  );
}
