import { classNames } from '#lib/class-names.ts';

const bytesInRow = 16;

/** Bytes in rows of sixteen with their offset and their text; those of the chosen message stand out. */
export function HexView({ hex, from, length }: { hex: string; from: number; length: number }) {
  const bytes = hex.match(/../g) ?? [];
  const rows = Math.ceil(bytes.length / bytesInRow);
  const isChosen = (at: number) => at >= from && at < from + length;
  return (
    <pre className="hex-view">
      {Array.from({ length: rows }, (_, row) => {
        const first = row * bytesInRow;
        const inRow = bytes.slice(first, first + bytesInRow);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place.
          <span key={row} className="hex-row">
            <span className="faint">{first.toString(16).padStart(4, '0')} </span>
            {inRow.map((byte, i) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: a byte is its place.
                key={i}
                className={classNames('byte', isChosen(first + i) && 'chosen')}
              >
                {byte}
              </span>
            ))}
            <span className="as-text">{inRow.map(asText).join('')}</span>
          </span>
        );
      })}
    </pre>
  );
}

function asText(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}
