const chunkLength = 64 * 1024;
/** Deep enough to reach the records of a situation; what lies deeper is small. */
const deepest = 3;

/**
 * The same text as `JSON.stringify`, in pieces: something large that does not change is written
 * without holding up the process. Of plain records, arrays, and what JSON knows.
 */
export function* jsonChunks(value: object): Generator<string> {
  let chunk = '';
  for (const piece of pieces(value, 0)) {
    chunk += piece;
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

function* pieces(value: unknown, depth: number): Generator<string> {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isRecord || depth === deepest) {
    yield JSON.stringify(value);
    return;
  }
  let before = '{';
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    yield `${before}${JSON.stringify(name)}:`;
    yield* pieces(member, depth + 1);
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}
