import { SaxesParser } from 'saxes';

/** An element without its namespace prefix: vendors and editions differ in them, never in the local name. */
export type XmlElement = {
  name: string;
  /** The namespace, empty where none is declared. */
  namespace: string;
  /** By local name; declarations of namespaces are left out. */
  attributes: Record<string, string>;
  children: XmlElement[];
  /** All text directly inside, trimmed. */
  text: string;
};

export type XmlReading = { ok: true; root: XmlElement } | { ok: false; reason: XmlFault };
export type XmlFault = 'xml-too-large' | 'xml-too-deep' | 'xml-doctype' | 'xml-malformed';

export type XmlLimits = {
  characters?: number;
  depth?: number;
  elements?: number;
  /** Attributes that stand side by side without a blank, as some front ends write them, are taken. */
  gluedAttributes?: boolean;
  /** Prefixes that nobody declared, as in a part cut out of a larger document, are taken. */
  undeclaredPrefixes?: boolean;
};

const gluedAttributesFault = /no whitespace between attributes/;
const undeclaredPrefixFault = /unbound namespace prefix/;

/** Ends the parser's walk from inside one of its events. */
class Refused extends Error {
  readonly fault: XmlFault;
  constructor(fault: XmlFault) {
    super(fault);
    this.fault = fault;
  }
}

/**
 * Reads an XML document of a stranger. There is no DTD and no entity but the five of XML itself: who
 * declares one is refused, and nothing outside is ever fetched. Bounded in size, depth and number of
 * elements. Never throws.
 */
export function readXml(text: string, limits: XmlLimits = {}): XmlReading {
  const { characters = 4_000_000, gluedAttributes = false, undeclaredPrefixes = false } = limits;
  if (text.length > characters) return { ok: false, reason: 'xml-too-large' };
  const parser = new SaxesParser({ xmlns: true });
  const grown = growTree(parser, limits);
  parser.on('doctype', () => {
    throw new Refused('xml-doctype');
  });
  parser.on('error', (error) => {
    const forgiven =
      (gluedAttributes && gluedAttributesFault.test(error.message)) ||
      (undeclaredPrefixes && undeclaredPrefixFault.test(error.message));
    if (!forgiven) throw new Refused('xml-malformed');
  });
  try {
    parser.write(text.replace(/^\uFEFF/, '')).close();
  } catch (error) {
    return { ok: false, reason: error instanceof Refused ? error.fault : 'xml-malformed' };
  }
  return grown.root === null
    ? { ok: false, reason: 'xml-malformed' }
    : { ok: true, root: grown.root };
}

function growTree(
  parser: SaxesParser<{ xmlns: true }>,
  { depth = 32, elements = 50_000 }: XmlLimits,
): { root: XmlElement | null } {
  const grown: { root: XmlElement | null } = { root: null };
  const open: XmlElement[] = [];
  let count = 0;
  parser.on('opentag', ({ local, uri, attributes }) => {
    count += 1;
    if (open.length >= depth) throw new Refused('xml-too-deep');
    if (count > elements) throw new Refused('xml-too-large');
    const element: XmlElement = {
      name: local,
      namespace: uri,
      attributes: {},
      children: [],
      text: '',
    };
    for (const attribute of Object.values(attributes)) {
      const declares = attribute.prefix === 'xmlns' || attribute.name === 'xmlns';
      if (!declares) element.attributes[attribute.local] = attribute.value;
    }
    open.at(-1)?.children.push(element);
    grown.root ??= element;
    open.push(element);
  });
  const addText = (text: string): void => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) element.text = element.text.trim();
  });
  return grown;
}

/** The first child of that name; null when there is none. */
export function childOf(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((child) => child.name === name) ?? null;
}

export function childrenOf(element: XmlElement | null, name: string): XmlElement[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

/** The text of a child; null when there is none or it is empty. */
export function textOf(element: XmlElement | null, name: string): string | null {
  return childOf(element, name)?.text || null;
}

const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/;
const gb18030 = new TextDecoder('gb18030');
const utf8 = new TextDecoder('utf-8', { fatal: true });
const latin1 = new TextDecoder('latin1');

/**
 * The text of an XML document's bytes. What declares a Chinese encoding is read as GB 18030, which
 * contains them all, unless it is valid UTF-8 with characters beyond ASCII: the label then lies, as it
 * often does. What is neither is read as GB 18030.
 */
export function textOfXml(bytes: Uint8Array): string {
  const head = latin1.decode(bytes.subarray(0, 200));
  const label = declared.exec(head)?.[1]?.toLowerCase() ?? 'utf-8';
  if (label.startsWith('utf-16')) return new TextDecoder(label).decode(bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return gb18030.decode(bytes);
  }
}
