/** One VDM or VDO sentence (IEC 61162-1, NMEA 0183): a whole AIS message, or a part of one. */
export type Sentence = {
  /** `VDO` is what the receiver's own ship sends. */
  formatter: 'VDM' | 'VDO';
  total: number;
  index: number;
  /** Names the message that the parts belong to; empty for a message of one part. */
  group: string;
  channel: string;
  payload: string;
  fillBits: number;
  tag: TagBlock | null;
};

/** What a receiver says of a sentence in front of it (NMEA 0183 4.0, TAG block). */
export type TagBlock = { source: string | null; atMs: number | null };

export type SentenceFault =
  | 'too-long'
  | 'no-checksum'
  | 'bad-checksum'
  | 'malformed'
  | 'bad-armour'
  | 'other-sentence';
export type SentenceReading =
  | { ok: true; sentence: Sentence }
  | { ok: false; reason: SentenceFault };

/** The standard allows 82 characters; receivers add tag blocks and the time of reception. */
export const longestLine = 512;

const framed = /[!$]([^!$*]*)\*([0-9A-Fa-f]{2})(?:$|[,\s])/;
const content = /^[A-Z]{2}(VDM|VDO),([1-9]),([1-9]),([0-9]{0,2}),([A-Z0-9]?),([^,]+),([0-5])$/;
const talksOfShips = /^[!$][A-Z]{2}VD[MO],/;
/** Two runs of characters stand for six bits each: `0` to `W` and `` ` `` to `w`. */
const armour = /^[0-W`-w]+$/;

const faulty = (reason: SentenceFault): SentenceReading => ({ ok: false, reason });

/** Reads one line. What stands before the sentence and behind its checksum is the receiver's own. */
export function readSentence(line: string): SentenceReading {
  if (line.length > longestLine) return faulty('too-long');
  const { tag, rest } = readTagBlock(line.trim());
  const start = rest.search(/[!$]/);
  const text = start < 0 ? '' : rest.slice(start);
  if (text.startsWith('$') && !talksOfShips.test(text)) return faulty('other-sentence');
  const frame = framed.exec(text);
  if (frame?.index !== 0) return faulty(text.includes('*') ? 'malformed' : 'no-checksum');
  const [, body = '', checksum = ''] = frame;
  if (Number.parseInt(checksum, 16) !== xorOf(body)) return faulty('bad-checksum');
  const fields = content.exec(body);
  if (fields === null)
    return faulty(/^[A-Z]{2}VD[MO],/.test(body) ? 'malformed' : 'other-sentence');
  const [, formatter = '', total, index, group = '', channel = '', payload = '', fill] = fields;
  if (!armour.test(payload)) return faulty('bad-armour');
  if (Number(index) > Number(total)) return faulty('malformed');
  const sentence: Sentence = {
    formatter: formatter === 'VDO' ? 'VDO' : 'VDM',
    total: Number(total),
    index: Number(index),
    group,
    channel,
    payload,
    fillBits: Number(fill),
    tag,
  };
  return { ok: true, sentence };
}

function xorOf(text: string): number {
  let sum = 0;
  for (let at = 0; at < text.length; at += 1) sum ^= text.charCodeAt(at);
  return sum & 0xff;
}

/** `\s:station,c:1700000000*hh\`. One whose own checksum is wrong is as good as none. */
function readTagBlock(line: string): { tag: TagBlock | null; rest: string } {
  const block = /^\\([^\\]{0,200})\\/.exec(line);
  if (block === null) return { tag: null, rest: line };
  const rest = line.slice(block[0].length);
  const [, body = '', checksum = ''] = /^(.*)\*([0-9A-Fa-f]{2})$/.exec(block[1] ?? '') ?? [];
  if (checksum === '' || Number.parseInt(checksum, 16) !== xorOf(body)) return { tag: null, rest };
  const fields = new Map(body.split(',').map((field) => [field.slice(0, 2), field.slice(2)]));
  return { tag: { source: sourceOf(fields.get('s:')), atMs: timeOf(fields.get('c:')) }, rest };
}

function sourceOf(text: string | undefined): string | null {
  return text !== undefined && /^[\w.-]{1,32}$/.test(text) ? text : null;
}

/** Seconds since 1970; some receivers count milliseconds. */
function timeOf(text: string | undefined): number | null {
  if (text === undefined || !/^\d{9,13}$/.test(text)) return null;
  return text.length > 10 ? Number(text) : Number(text) * 1000;
}
