const mostLines = 400;
const longestValue = 400;

/** Fields within fields as lines with dotted names; what is absent is not a line. */
export function readingLines(fields: Record<string, unknown>): { name: string; value: string }[] {
  const lines: { name: string; value: string }[] = [];
  const walk = (value: unknown, name: string): void => {
    if (lines.length >= mostLines || value === null || value === undefined) return;
    if (typeof value !== 'object') {
      lines.push({ name, value: shown(name, value).slice(0, longestValue) });
      return;
    }
    for (const [key, each] of Object.entries(value))
      walk(each, name === '' ? key : `${name}.${key}`);
  };
  walk(fields, '');
  return lines;
}

/** Instants are told as milliseconds, which nobody reads. */
function shown(name: string, value: unknown): string {
  const isInstant = /(^|\.)atMs$|AtMs$/.test(name) && typeof value === 'number';
  const date = isInstant ? new Date(value) : null;
  const isDate = date !== null && !Number.isNaN(date.getTime());
  return isDate ? `${value} · ${date.toISOString()}` : String(value);
}
