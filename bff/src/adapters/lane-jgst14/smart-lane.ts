import { refuse } from '@ftz/shared/contract/refusal.ts';
import type {
  DeviceReply,
  DeviceRequest,
  DeviceRoute,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { textOfXml } from '#adapters/read-xml.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import { type Echo, gatherFeedback, inEnvelope, receipt, releaseAsked } from './answer-xml.ts';
import { askHouse, gateway, type LaneSettings, tellFeedback } from './lane-desk.ts';
import { readCheck, readFeedback } from './lane-report.ts';
import { valueAt } from './message-values.ts';
import { fieldsOf, type MessageFields, readMessage } from './xml-message.ts';

/** Photographs come along as text. */
const bodyLimitBytes = 1024 * 1024;
const wrongBody = (reason: string): DeviceReply => ({
  status: 400,
  body: refuse('bad-request', reason),
});
const notKept: DeviceReply = { status: 503, body: refuse('not-ready') };

/**
 * The web service of smart lanes, chapter 4: one address, the message says by its root which of the five
 * it is. 200 is the answer or a receipt; 503 means not kept, send again; 400 is never worth a repetition.
 */
export function smartLaneRoute(host: GatewayHost, settings: LaneSettings): DeviceRoute {
  return {
    path: '/devices/lanes/:laneId/jgst14',
    bodyLimitBytes,
    handle: (request) => handle(request, host, settings),
  };
}

async function handle(
  { params, key, body, peer }: DeviceRequest,
  host: GatewayHost,
  settings: LaneSettings,
): Promise<DeviceReply> {
  const laneId = params.laneId ?? '';
  if (!isSameSecret(key, settings.keyOf(laneId))) {
    host.keepBadFrame(body, 'wrong-key', peer);
    host.reportBreach?.({ deviceId: laneId, breach: 'wrong-credential', peer, detail: '' });
    return { status: 401, body: refuse('not-permitted') };
  }
  const text = textOfXml(body);
  const message = readMessage(text);
  const refused = (reason: string): DeviceReply => {
    host.keepBadFrame(body, reason, peer);
    return wrongBody(reason);
  };
  if (!message.ok) return refused(message.reason);
  const answer = await answerOf(message.root.name, fieldsOf(message.root), laneId, host, settings);
  if (answer.kind === 'refused') return refused(answer.reason);
  if (answer.kind === 'not-kept') return notKept;
  const isCall = /<(\w+:)?Envelope[\s>]/.test(text.slice(0, 500));
  const xml = isCall ? inEnvelope(answer.xml) : answer.xml;
  return { status: 200, text: xml, contentType: 'text/xml; charset=utf-8' };
}

type Answer =
  | { kind: 'xml'; xml: string }
  | { kind: 'refused'; reason: string }
  | { kind: 'not-kept' };

async function answerOf(
  name: string,
  fields: MessageFields,
  laneId: string,
  host: GatewayHost,
  settings: LaneSettings,
): Promise<Answer> {
  switch (name) {
    case 'GATHER_INFO':
      return answerGather(fields, laneId, host, settings);
    case 'OPERATE_FEEDBACK': {
      const reading = readFeedback(fields);
      if (!reading.ok) return { kind: 'refused', reason: reading.reason };
      return kept(name, host, await tellFeedback(host, laneId, reading));
    }
    case 'MANUAL_CHECK':
      return answerCheck(fields, laneId, host, settings);
    default:
      return { kind: 'refused', reason: 'unknown-message' };
  }
}

function kept(name: string, host: GatewayHost, isKept: boolean): Answer {
  if (!isKept) return { kind: 'not-kept' };
  host.countFrame('ok');
  return { kind: 'xml', xml: receipt(name) };
}

async function answerGather(
  fields: MessageFields,
  laneId: string,
  host: GatewayHost,
  settings: LaneSettings,
): Promise<Answer> {
  const asked = await askHouse(host, settings, fields, { laneId, proven: true });
  if (asked.kind !== 'answered') return asked;
  const echo: Echo = {
    areaId: valueAt(fields, 'AREA_ID', 'attr.AREA_ID') ?? '',
    channelNo: valueAt(fields, 'CHNL_NO', 'attr.CHNL_NO') ?? laneId,
    direction: valueAt(fields, 'I_E_FLAG') ?? '',
    name: valueAt(fields, 'SESSION_ID', 'attr.SESSION_ID', 'attr.SEQ_NO', 'SEQ_NO') ?? '',
  };
  return { kind: 'xml', xml: gatherFeedback(echo, asked.answer, asked.passage) };
}

async function answerCheck(
  fields: MessageFields,
  laneId: string,
  host: GatewayHost,
  settings: LaneSettings,
): Promise<Answer> {
  const reading = readCheck(fields);
  if (!reading.ok) return { kind: 'refused', reason: reading.reason };
  const atMs = host.nowMs();
  const reported = { gateway, deviceId: laneId, deviceAtMs: atMs, receivedAtMs: atMs } as const;
  const accepted = host.accept({ ...reported, kind: 'lane-check', ...reading.check });
  const answer = kept('MANUAL_CHECK', host, await accepted.then(() => true).catch(() => false));
  const { result, sessionId } = reading.check;
  const isAskedOnly = result === 'release' && !settings.isReleased(laneId, sessionId);
  return answer.kind === 'xml' && isAskedOnly ? { kind: 'xml', xml: releaseAsked() } : answer;
}
