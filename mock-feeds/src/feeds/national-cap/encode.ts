/** Shanghai's own time: the national centre writes it with its offset. */
export function writeTime(atMs: number): string {
  return `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

const marks: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const plain = (text: string): string => text.replaceAll(/[&<>]/g, (mark) => marks[mark] ?? '');

/** What a person at the national centre fills in. */
export type OrderForm = {
  identifier: string;
  atMs: number;
  status: 'Actual' | 'Exercise' | 'Test';
  msgType: 'Alert' | 'Update' | 'Cancel';
  /** The messages that an update or a withdrawal is about. */
  about?: readonly string[];
  headline: string;
  headlineEn: string;
  description?: string;
  severity?: 'Extreme' | 'Severe' | 'Moderate' | 'Minor';
  areas?: readonly string[];
  acknowledgeByMs?: number;
};

export const nationalSender = 'command@customs.example';

/** CAP 1.2 with a prefix and two languages, as the national centre writes. */
export function encodeOrder(form: OrderForm): string {
  const { identifier, atMs, status, msgType, about = [], headline, headlineEn } = form;
  const info = (language: string, text: string) => `
  <cap:info>
    <cap:language>${language}</cap:language>
    <cap:category>Security</cap:category>
    <cap:category>Transport</cap:category>
    <cap:event>order</cap:event>
    <cap:responseType>Execute</cap:responseType>
    <cap:urgency>Expected</cap:urgency>
    <cap:severity>${form.severity ?? 'Moderate'}</cap:severity>
    <cap:certainty>Likely</cap:certainty>
    <cap:headline>${plain(text)}</cap:headline>
    <cap:description>${plain(form.description ?? '')}</cap:description>${
      form.acknowledgeByMs === undefined
        ? ''
        : `
    <cap:parameter><cap:valueName>acknowledgeBy</cap:valueName><cap:value>${writeTime(form.acknowledgeByMs)}</cap:value></cap:parameter>`
    }
    <cap:area>
      <cap:areaDesc>zone</cap:areaDesc>${(form.areas ?? [])
        .map(
          (area) => `
      <cap:geocode><cap:valueName>area</cap:valueName><cap:value>${area}</cap:value></cap:geocode>`,
        )
        .join('')}
    </cap:area>
  </cap:info>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
  <cap:identifier>${identifier}</cap:identifier>
  <cap:sender>${nationalSender}</cap:sender>
  <cap:sent>${writeTime(atMs)}</cap:sent>
  <cap:status>${status}</cap:status>
  <cap:msgType>${msgType}</cap:msgType>
  <cap:scope>Restricted</cap:scope>
  <cap:restriction>customs</cap:restriction>
  <cap:references>${about.map((id) => `${nationalSender},${id},${writeTime(atMs)}`).join(' ')}</cap:references>
${info('en-US', headlineEn)}${info('zh-CN', headline)}
</cap:alert>
`;
}

/** That the national centre has a message of ours. */
export function encodeReceipt(
  of: { sender: string; identifier: string; sent: string },
  atMs: number,
): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>R.${of.identifier}</identifier><sender>${nationalSender}</sender><sent>${writeTime(atMs)}</sent><status>Actual</status><msgType>Ack</msgType><scope>Private</scope><addresses>${plain(of.sender)}</addresses><references>${plain(of.sender)},${of.identifier},${of.sent}</references></alert>
`;
}
