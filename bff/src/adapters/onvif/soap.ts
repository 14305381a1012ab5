import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { childOf, readXml, textOf, textOfXml, type XmlElement } from '#adapters/read-xml.ts';

/** What the addressed subscription wants to hear again in each header (WS-Addressing, section 2.1). */
export type SoapTarget = { url: URL; parameters: XmlElement[] };
export type SoapCredential = { username: string; password: string; createdAtMs: number };

const escapes: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;', '"': '&quot;' };
const escapeXml = (text: string) => text.replaceAll(/[<>&"]/g, (char) => escapes[char] ?? '');

const names =
  'xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://www.w3.org/2005/08/addressing" ' +
  'xmlns:tev="http://www.onvif.org/ver10/events/wsdl" xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"';
const wsse = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const wsu = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const digestType =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordDigest';

export function writeEnvelope(
  action: string,
  body: string,
  { url, parameters }: SoapTarget,
  credential: SoapCredential,
): string {
  const echoes = parameters
    .map(({ name, namespace, text }) => {
      const from = escapeXml(namespace);
      return `<p:${name} xmlns:p="${from}" a:IsReferenceParameter="true">${escapeXml(text)}</p:${name}>`;
    })
    .join('');
  return (
    `<?xml version="1.0" encoding="utf-8"?><s:Envelope ${names}><s:Header>` +
    `<a:Action>${action}</a:Action><a:MessageID>urn:uuid:${randomUUID()}</a:MessageID>` +
    `<a:To>${escapeXml(url.href)}</a:To>${echoes}${securityOf(credential)}` +
    `</s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** UsernameToken profile 1.0: the password is never on the wire, and a recording of it is old soon. */
function securityOf({ username, password, createdAtMs }: SoapCredential): string {
  const nonce = randomBytes(16);
  const created = new Date(createdAtMs).toISOString();
  const digest = createHash('sha1').update(nonce).update(created).update(password).digest('base64');
  return (
    `<w:Security xmlns:w="${wsse}" xmlns:u="${wsu}" s:mustUnderstand="true"><w:UsernameToken>` +
    `<w:Username>${escapeXml(username)}</w:Username><w:Password Type="${digestType}">${digest}</w:Password>` +
    `<w:Nonce>${nonce.toString('base64')}</w:Nonce><u:Created>${created}</u:Created>` +
    `</w:UsernameToken></w:Security>`
  );
}

/** The first element in the body of an envelope; null when it is none, or a fault. */
export function readBody(bytes: Uint8Array): XmlElement | null {
  const reading = readXml(textOfXml(bytes), { characters: 2_000_000, undeclaredPrefixes: true });
  if (!reading.ok) return null;
  const [content] = childOf(reading.root, 'Body')?.children ?? [];
  return content && content.name !== 'Fault' ? content : null;
}

/** The camera's own time in a response, by which its clock is known; null when it does not say. */
export function currentTimeOf(response: XmlElement): number | null {
  return dateOf(textOf(response, 'CurrentTime'));
}

export function dateOf(text: string | null): number | null {
  if (text === null) return null;
  const atMs = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isSafeInteger(atMs) && atMs >= 0 ? atMs : null;
}
