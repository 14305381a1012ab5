import { createHash, randomBytes } from 'node:crypto';
import type { Platform } from './platforms.ts';
import { headerOf, parameterOf, type SipMessage, statusOf } from './sip-message.ts';
import type { Transactions } from './transactions.ts';
import { type SipRequest, writeRequest } from './write-sip.ts';

/** Where the platform shall send the picture: a media gateway, never this house. */
export type MediaTarget = { host: string; port: number };

/** What the platform answered. `hangUp` ends what began. */
export type LiveAnswer =
  | { ok: true; ssrc: string; media: MediaTarget | null; hangUp: () => Promise<boolean> }
  | { ok: false; status: number | null };

/** Who we are in this conversation. */
export type Self = { id: string; realm: string; local: (platform: Platform) => string };

const isHost = /^[A-Za-z0-9.:-]{1,64}$/;

/** Asks for a camera's live picture: INVITE, and ACK or nothing more (GB/T 28181-2016, 9.2). */
export async function callLive(
  { self, transactions, platform }: { self: Self; transactions: Transactions; platform: Platform },
  channelId: string,
  target: MediaTarget,
): Promise<LiveAnswer> {
  if (!isHost.test(target.host)) return { ok: false, status: null };
  const ssrc = nextSsrc(self.realm);
  const call = requestOf(self, platform, channelId);
  const headers = {
    Contact: `<sip:${self.id}@${self.local(platform)}>`,
    Subject: `${channelId}:${ssrc},${self.id}:0`,
    'Content-Type': 'APPLICATION/SDP',
  };
  const body = sdpOf(self.id, ssrc, target);
  const invite = writeRequest({ ...call, method: 'INVITE', headers, body });
  const isDatagram = platform.line.transport === 'UDP';
  const answer = await transactions.ask(
    `${call.callId} ${call.cseq} INVITE`,
    () => platform.line.send(invite),
    isDatagram,
  );
  const status = answer && statusOf(answer);
  if (!answer || status === null) return { ok: false, status: null };
  const toTag = parameterOf(headerOf(answer, 'to'), 'tag');
  // A refusal is acknowledged within its own transaction, a yes in one of its own (RFC 3261, 13.2.2.4).
  const branch = status < 300 ? newBranch() : call.branch;
  platform.line.send(writeRequest({ ...call, method: 'ACK', toTag, branch }));
  if (status >= 300) return { ok: false, status };
  const hangUp = async () => {
    const cseq = call.cseq + 1;
    const bye = writeRequest({ ...call, method: 'BYE', toTag, cseq, branch: newBranch() });
    const end = await transactions.ask(
      `${call.callId} ${cseq} BYE`,
      () => platform.line.send(bye),
      isDatagram,
    );
    return end !== null && statusOf(end) === 200;
  };
  return { ok: true, ssrc, media: mediaOf(answer), hangUp };
}

export function requestOf(self: Self, platform: Platform, to: string): Omit<SipRequest, 'method'> {
  return {
    to,
    toTag: null,
    from: self.id,
    fromTag: randomBytes(6).toString('hex'),
    realm: self.realm,
    callId: randomBytes(12).toString('hex'),
    cseq: 1,
    branch: newBranch(),
    transport: platform.line.transport,
    local: self.local(platform),
    remote: platform.line.remote,
  };
}

/** The cookie tells that it is one of RFC 3261. */
const newBranch = () => `z9hG4bK${randomBytes(8).toString('hex')}`;

let calls = 0;

/** Ten digits: 0 for live, five of the region, four that count (GB/T 28181-2016, annex F). */
function nextSsrc(realm: string): string {
  calls = (calls + 1) % 10_000;
  return `0${realm.slice(3, 8).padEnd(5, '0')}${String(calls).padStart(4, '0')}`;
}

function sdpOf(id: string, ssrc: string, { host, port }: MediaTarget): string {
  const version = createHash('md5').update(ssrc).digest().readUInt16BE();
  return [
    'v=0',
    `o=${id} ${version} 0 IN IP4 ${host}`,
    's=Play',
    `c=IN IP4 ${host}`,
    't=0 0',
    `m=video ${port} RTP/AVP 96 98 97`,
    'a=recvonly',
    'a=rtpmap:96 PS/90000',
    'a=rtpmap:98 H264/90000',
    'a=rtpmap:97 MPEG4/90000',
    `y=${ssrc}`,
    '',
  ].join('\r\n');
}

/** Where the platform says that it sends from. */
function mediaOf({ body }: SipMessage): MediaTarget | null {
  const text = Buffer.from(body).toString('latin1');
  const host = /^c=IN IP[46] (\S{1,64})/m.exec(text)?.[1];
  const port = /^m=video (\d{1,5}) /m.exec(text)?.[1];
  return host === undefined || port === undefined ? null : { host, port: Number(port) };
}
