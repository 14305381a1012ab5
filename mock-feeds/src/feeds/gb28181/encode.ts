import { createHash } from 'node:crypto';
import { encodeGb2312 } from './gb2312.ts';

/** SIP and MANSCDP of a video platform, written after RFC 3261 and GB/T 28181-2016. */

/** How a platform names both ends and the way between them. */
export type Ends = {
  platformId: string;
  centreId: string;
  transport: 'UDP' | 'TCP';
  /** `host:port` */
  local: string;
  remote: string;
};

export type Sending = Ends & {
  method: 'REGISTER' | 'MESSAGE';
  callId: string;
  cseq: number;
  tag: string;
  headers?: readonly string[];
  body?: string;
};

export function encodeRequest(sending: Sending): Buffer {
  const { method, platformId, centreId, transport, local, remote, callId, cseq, tag } = sending;
  const realm = centreId.slice(0, 10);
  const body = encodeGb2312(sending.body ?? '');
  const to = method === 'REGISTER' ? platformId : centreId;
  const head = [
    `${method} sip:${centreId}@${realm} SIP/2.0`,
    `Via: SIP/2.0/${transport} ${local};rport;branch=z9hG4bK${callId}${cseq}`,
    `From: <sip:${platformId}@${realm}>;tag=${tag}`,
    `To: <sip:${to}@${realm}>`,
    `Call-ID: ${callId}@${remote}`,
    `CSeq: ${cseq} ${method}`,
    `Contact: <sip:${platformId}@${local}>`,
    'Max-Forwards: 70',
    ...(sending.headers ?? []),
    ...(body.length > 0 ? ['Content-Type: Application/MANSCDP+xml'] : []),
    `Content-Length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** The answer to a challenge (RFC 2617, without `qop`, as GB/T 28181 has it). */
export function encodeDigest(
  challenge: string,
  { platformId, key, uri }: { platformId: string; key: string; uri: string },
): string {
  const said = (name: string) => new RegExp(`${name}="([^"]*)"`).exec(challenge)?.[1] ?? '';
  const md5 = (text: string) => createHash('md5').update(text).digest('hex');
  const [realm, nonce] = [said('realm'), said('nonce')];
  const response = md5(
    `${md5(`${platformId}:${realm}:${key}`)}:${nonce}:${md5(`REGISTER:${uri}`)}`,
  );
  const parts = [
    `username="${platformId}"`,
    `realm="${realm}"`,
    `nonce="${nonce}"`,
    `uri="${uri}"`,
  ];
  return `Authorization: Digest ${parts.join(', ')}, response="${response}", algorithm=MD5`;
}

/** An incoming message, as far as a platform needs to understand its centre. */
export type Incoming = { start: string; headers: Map<string, string>; via: string[]; body: string };

export function decodeIncoming(text: string): Incoming {
  const at = text.indexOf('\r\n\r\n');
  const [start = '', ...lines] = text.slice(0, at).split('\r\n');
  const pairs = lines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const via = pairs.filter(([name]) => name === 'via').map(([, value]) => value);
  return { start, headers: new Map(pairs), via, body: text.slice(at + 4) };
}

export function encodeAnswer(
  request: Incoming,
  status: string,
  { tag, headers = [], body = '' }: { tag: string; headers?: readonly string[]; body?: string },
): Buffer {
  const of = (name: string) => request.headers.get(name) ?? '';
  const to = of('to');
  const lines = [
    `SIP/2.0 ${status}`,
    ...request.via.map((value) => `Via: ${value}`),
    `From: ${of('from')}`,
    `To: ${to}${to.includes('tag=') ? '' : `;tag=${tag}`}`,
    `Call-ID: ${of('call-id')}`,
    `CSeq: ${of('cseq')}`,
    ...headers,
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${body}`);
}

const manscdp = (root: string, elements: readonly string[]) =>
  `<?xml version="1.0" encoding="GB2312"?>\r\n<${root}>\r\n${elements.join('\r\n')}\r\n</${root}>\r\n`;
const element = (name: string, value: string | number) => `<${name}>${value}</${name}>`;
const header = (cmdType: string, sn: string | number, deviceId: string) => [
  element('CmdType', cmdType),
  element('SN', sn),
  element('DeviceID', deviceId),
];

export function encodeKeepalive(sn: number, platformId: string): string {
  return manscdp('Notify', [...header('Keepalive', sn, platformId), element('Status', 'OK')]);
}

export type CatalogCamera = { channelId: string; name: string; online: boolean };

/** One part of a catalog of `sum` cameras. */
export function encodeCatalogPart(
  { sn, platformId, sum }: { sn: string; platformId: string; sum: number },
  part: readonly CatalogCamera[],
): string {
  const items = part.flatMap(({ channelId, name, online }) => [
    '<Item>',
    element('DeviceID', channelId),
    element('Name', name),
    element('Manufacturer', 'Simulated'),
    element('ParentID', platformId),
    element('Status', online ? 'ON' : 'OFF'),
    '</Item>',
  ]);
  const list = [`<DeviceList Num="${part.length}">`, ...items, '</DeviceList>'];
  return manscdp('Response', [
    ...header('Catalog', sn, platformId),
    element('SumNum', sum),
    ...list,
  ]);
}

export function encodeDeviceInfo(sn: string, platformId: string, channels: number): string {
  return manscdp('Response', [
    ...header('DeviceInfo', sn, platformId),
    element('Result', 'OK'),
    element('Manufacturer', 'Simulated'),
    element('Model', 'NVR-4'),
    element('Firmware', '1.0'),
    element('Channel', channels),
  ]);
}

export function encodeDeviceStatus(sn: string, platformId: string): string {
  return manscdp('Response', [
    ...header('DeviceStatus', sn, platformId),
    element('Result', 'OK'),
    element('Online', 'ONLINE'),
    element('Status', 'OK'),
  ]);
}

/** A camera's alarm; times are China's, without an offset. */
export function encodeAlarm(alarm: {
  sn: number;
  channelId: string;
  priority: number;
  method: number;
  type: number;
  atMs: number;
}): string {
  const { sn, channelId, priority, method, type, atMs } = alarm;
  const local = new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19);
  return manscdp('Notify', [
    ...header('Alarm', sn, channelId),
    element('AlarmPriority', priority),
    element('AlarmMethod', method),
    element('AlarmTime', local),
    `<Info>${element('AlarmType', type)}</Info>`,
  ]);
}

/** Where the picture will come from, under the number that the centre chose. */
export function encodeSdp(platformId: string, host: string, port: number, ssrc: string): string {
  const lines = [
    'v=0',
    `o=${platformId} 0 0 IN IP4 ${host}`,
    's=Play',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=video ${port} RTP/AVP 96`,
    'a=sendonly',
    'a=rtpmap:96 PS/90000',
    `y=${ssrc}`,
  ];
  return `${lines.join('\r\n')}\r\n`;
}
