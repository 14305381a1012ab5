export type Fields = Record<string, unknown>;

/** A captured message with what others say that it means; the README of the corpus explains each field. */
export type CorpusRow = {
  id: string;
  protocol: string;
  kind: string;
  status: 'confirmed' | 'derived' | 'negative' | 'unconfirmed';
  hex?: string;
  text?: string;
  json?: unknown;
  input?: Fields;
  /** What the upstream test or manual asserts. */
  expect: Fields | null;
  /** What a second, simple reader made of the bytes. */
  derived?: Fields | null;
  notes?: string[];
  aes_key_hex?: string;
  device_model?: string;
  reject_position?: boolean;
  lenient_accept?: boolean;
  topic?: string;
};

/** The bytes of a row as they were on the wire. */
export function bytesOfRow(row: CorpusRow): Uint8Array {
  if (row.hex !== undefined) return Buffer.from(row.hex, 'hex');
  if (row.text !== undefined) return Buffer.from(row.text, 'utf8');
  return Buffer.from(JSON.stringify(row.json ?? row.input ?? null), 'utf8');
}

/** What we read, in the words of the corpus; or that we refuse the message, and why. */
export type CorpusReading = { ok: true; words: Fields } | { ok: false; reason: string };

/**
 * One protocol of the corpus: our decoder's reading, translated into the corpus's words. The
 * translation lives here and not in the decoder, whose words are our own.
 */
export type CorpusReader = {
  /** The corpus's name of the protocol: `<protocol>.jsonl`. */
  protocol: string;
  read: (row: CorpusRow) => CorpusReading;
  /** Lat/lon 1e-6 degrees and speeds 0.1 unless said otherwise here, by field. */
  toleranceOf?: (field: string, row: CorpusRow) => number | undefined;
  /**
   * Why a field of a row cannot be compared, or null. For what says nothing of the message itself
   * (remarks of the other reader), never for what we do not understand: that is a failure.
   */
  notComparable?: (field: string, row: CorpusRow) => string | null;
};
