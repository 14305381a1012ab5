import type { XmlElement } from '#adapters/read-xml.ts';

const mostDepth = 16;
const mostElements = 5000;

/** A JSON document as the tree that its XML twin would be; null when it is none, or beyond all bounds. */
export function readJsonTree(text: string, rootName: string): XmlElement | null {
  try {
    const room = { left: mostElements };
    return elementOf(rootName, JSON.parse(text), mostDepth, room);
  } catch {
    return null;
  }
}

/** A list becomes children of its own name, one for each. */
function elementOf(
  name: string,
  value: unknown,
  depth: number,
  room: { left: number },
): XmlElement | null {
  room.left -= 1;
  if (depth === 0 || room.left < 0) return null;
  const element: XmlElement = { name, namespace: '', attributes: {}, children: [], text: '' };
  if (value === null || typeof value !== 'object') {
    return { ...element, text: value === null ? '' : String(value) };
  }
  const entries = Array.isArray(value)
    ? value.map((item): [string, unknown] => [name, item])
    : Object.entries(value).flatMap(([key, inner]): [string, unknown][] =>
        Array.isArray(inner) ? inner.map((item) => [key, item]) : [[key, inner]],
      );
  const children = entries.map(([key, inner]) => elementOf(key, inner, depth - 1, room));
  return { ...element, children: children.filter((child) => child !== null) };
}
