import { headerOf, parameterOf, type SipMessage, userOf } from './sip-message.ts';

/** Copied from the request into its answer (RFC 3261, 8.2.6.2). */
const echoed = [
  ['via', 'Via'],
  ['from', 'From'],
  ['to', 'To'],
  ['call-id', 'Call-ID'],
  ['cseq', 'CSeq'],
] as const;

const reasons: Record<number, string> = {
  200: 'OK',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  405: 'Method Not Allowed',
  481: 'Call/Transaction Does Not Exist',
};

const clean = (value: string) => value.replace(/[\r\n]+/g, ' ');

/** The answer to a request; `tag` is ours, set where the request's To has none. */
export function writeAnswer(
  request: SipMessage,
  status: number,
  { tag, headers = {} }: { tag: string; headers?: Record<string, string> },
): Uint8Array {
  const lines = [`SIP/2.0 ${status} ${reasons[status] ?? 'OK'}`];
  for (const [name, written] of echoed) {
    for (const value of request.headers.get(name) ?? []) {
      const isBare = name === 'to' && parameterOf(value, 'tag') === null;
      lines.push(`${written}: ${clean(value)}${isBare ? `;tag=${tag}` : ''}`);
    }
  }
  for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${clean(value)}`);
  return finish(lines, '');
}

/** What every request of ours says; `to` may be a platform or one of its cameras. */
export type SipRequest = {
  method: 'MESSAGE' | 'INVITE' | 'ACK' | 'BYE';
  to: string;
  toTag: string | null;
  from: string;
  fromTag: string;
  realm: string;
  callId: string;
  cseq: number;
  branch: string;
  transport: 'UDP' | 'TCP';
  /** Where the other side reaches us, and where we reach it: `address:port`. */
  local: string;
  remote: string;
  headers?: Record<string, string>;
  body?: string;
};

export function writeRequest(request: SipRequest): Uint8Array {
  const { method, to, toTag, from, fromTag, realm, callId, cseq, branch } = request;
  const { transport, local, remote, headers = {}, body = '' } = request;
  const lines = [
    `${method} sip:${to}@${remote} SIP/2.0`,
    `Via: SIP/2.0/${transport} ${local};rport;branch=${branch}`,
    `From: <sip:${from}@${realm}>;tag=${fromTag}`,
    `To: <sip:${to}@${realm}>${toTag === null ? '' : `;tag=${toTag}`}`,
    `Call-ID: ${callId}`,
    `CSeq: ${cseq} ${method}`,
    'Max-Forwards: 70',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${clean(value)}`),
  ];
  return finish(lines, body);
}

function finish(lines: readonly string[], body: string): Uint8Array {
  const length = Buffer.byteLength(body);
  return Buffer.from(`${[...lines, `Content-Length: ${length}`].join('\r\n')}\r\n\r\n${body}`);
}

export const manscdpType = { 'Content-Type': 'Application/MANSCDP+xml' };

/** A query of annex A; all that goes in is digits and words of ours. */
export function queryBody(cmdType: string, sn: number, deviceId: string): string {
  return [
    '<?xml version="1.0" encoding="GB2312"?>',
    '<Query>',
    `<CmdType>${cmdType}</CmdType>`,
    `<SN>${sn}</SN>`,
    `<DeviceID>${deviceId}</DeviceID>`,
    '</Query>',
    '',
  ].join('\r\n');
}

/** A command of annex A.2.3 that turns a camera; no answer of its own belongs to it. */
export function controlBody(sn: number, deviceId: string, ptzCmd: string): string {
  return [
    '<?xml version="1.0" encoding="GB2312"?>',
    '<Control>',
    '<CmdType>DeviceControl</CmdType>',
    `<SN>${sn}</SN>`,
    `<DeviceID>${deviceId}</DeviceID>`,
    `<PTZCmd>${ptzCmd}</PTZCmd>`,
    '<Info><ControlPriority>5</ControlPriority></Info>',
    '</Control>',
    '',
  ].join('\r\n');
}

/** Who speaks, by the From header: 20 digits, the only names that this protocol knows. */
export function speakerOf(message: SipMessage): string | null {
  const user = userOf(headerOf(message, 'from'));
  return user !== null && /^\d{20}$/.test(user) ? user : null;
}
