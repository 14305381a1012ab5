import type { GatewayHost } from '#adapters/device-adapter.ts';
import { textOfXml } from '#adapters/read-xml.ts';
import type { TcpLine, TcpTalk } from '#adapters/tcp-door.ts';
import { commandInfo, type Echo, registered } from './answer-xml.ts';
import { headerBytes, type LaneFrame, readFrame, writeFrame } from './frame.ts';
import { createFrameSplitter } from './frame-splitter.ts';
import { askHouse, gateway, type LaneSettings, tellFeedback } from './lane-desk.ts';
import { readFeedback } from './lane-report.ts';
import { valueAt, valuesAt } from './message-values.ts';
import type { ProvenLanes } from './proven-lanes.ts';
import { fieldsOf, type MessageFields, readMessage } from './xml-message.ts';

/** Codes of annex A that lanes send. */
const codes = {
  gather: 0x21,
  command: 0x22,
  commandDone: 0x32,
  register: 0x61,
  registered: 0x62,
};
/** Pictures called for, devices switched, states and exceptions: they show that the lane lives. */
const signsOfLife = new Set([0x26, 0x34, 0x36, 0x42, 0x43]);

/** One connection of a traditional lane. What is damaged ends it: the lane connects for each message. */
export function talkToLane(
  host: GatewayHost,
  settings: LaneSettings,
  lanes: ProvenLanes,
  line: TcpLine,
): TcpTalk {
  const splitter = createFrameSplitter();
  const refuse = (bytes: Uint8Array, reason: string) => {
    host.keepBadFrame(bytes, reason, line.peer);
    line.end();
  };

  async function takeFrame(bytes: Uint8Array): Promise<void> {
    const reading = readFrame(bytes);
    if (!reading.ok) return refuse(bytes, reading.reason);
    const { frame } = reading;
    if (frame.channelNo === '') return refuse(bytes, 'bad-id');
    // A registration bears the lane's password: of it the header alone is shown to anybody.
    const shown = frame.code === codes.register ? bytes.subarray(0, headerBytes) : bytes;
    const message = readMessage(textOfXml(frame.xml));
    if (!message.ok) return refuse(shown, message.reason);
    const refused = await takeMessage(frame, fieldsOf(message.root));
    if (refused !== null) return refuse(shown, refused);
    if (frame.code !== codes.register) host.keepFrame?.(bytes, line.peer, frame.channelNo);
  }

  /** Answers the reason of a refusal, or null. */
  async function takeMessage(frame: LaneFrame, fields: MessageFields): Promise<string | null> {
    if (frame.code === codes.gather) return takeGather(frame, fields);
    if (frame.code === codes.register) return takeRegister(frame, fields);
    if (frame.code === codes.commandDone) return takeFeedback(frame, fields);
    host.countFrame(signsOfLife.has(frame.code) ? 'ok' : 'unsupported');
    if (signsOfLife.has(frame.code)) await hearLife(frame.channelNo);
    return null;
  }

  async function takeGather(frame: LaneFrame, fields: MessageFields): Promise<string | null> {
    const laneId = frame.channelNo;
    const proven = lanes.isProven(laneId, line.peer);
    const said = { ...fields, 'attr.I_E_TYPE': frame.direction };
    const asked = await askHouse(host, settings, said, { laneId, proven });
    if (asked.kind === 'refused') return asked.reason;
    if (asked.kind === 'answered')
      answer(frame, codes.command, commandInfo(echoOf(frame, fields), asked.answer));
    return null;
  }

  async function takeRegister(frame: LaneFrame, fields: MessageFields): Promise<null> {
    const laneId = frame.channelNo;
    const given = secretOf(fields);
    const isAdmitted = lanes.prove(laneId, given, settings.keyOf(laneId), line.peer);
    if (!isAdmitted && given !== null) {
      const breach = 'wrong-credential';
      host.reportBreach?.({ deviceId: laneId, breach, peer: line.peer, detail: 'register' });
    }
    host.countFrame('ok');
    await hearLife(laneId);
    answer(frame, codes.registered, registered(echoOf(frame, fields), isAdmitted));
    return null;
  }

  async function takeFeedback(frame: LaneFrame, fields: MessageFields): Promise<string | null> {
    const reading = readFeedback(fields);
    if (!reading.ok) return reading.reason;
    const proven = lanes.isProven(frame.channelNo, line.peer);
    // Whoever did not prove himself may not silence the alarm that a barrier stayed without a word.
    if (!proven) return 'not-registered';
    if (await tellFeedback(host, frame.channelNo, reading)) host.countFrame('ok');
    return null;
  }

  async function hearLife(laneId: string): Promise<void> {
    const atMs = host.nowMs();
    await host
      .accept({ kind: 'alive', gateway, deviceId: laneId, deviceAtMs: atMs, receivedAtMs: atMs })
      .catch(() => {});
  }

  function answer(frame: LaneFrame, code: number, xml: string): void {
    line.send(writeFrame({ ...frame, code, xml: Buffer.from(xml, 'latin1') }));
  }

  return {
    take: async (chunk) => {
      for (const { kind, bytes } of splitter.push(chunk)) {
        if (kind === 'noise') refuse(bytes, 'bad-head');
        else await takeFrame(bytes);
      }
    },
    end: () => {
      const rest = splitter.end();
      if (rest.length > 0) host.keepBadFrame(rest, 'truncated', line.peer);
    },
  };
}

function echoOf(frame: LaneFrame, fields: MessageFields): Echo {
  return {
    areaId: valueAt(fields, 'attr.AREA_ID') ?? frame.areaId,
    channelNo: valueAt(fields, 'attr.CHNL_NO') ?? frame.channelNo,
    direction: valueAt(fields, 'attr.I_E_TYPE') ?? frame.direction,
    name: valueAt(fields, 'attr.SEQ_NO', 'SEQ_NO') ?? '',
  };
}

/** The standard's table and the front ends do not agree on the tag's name. */
function secretOf(fields: MessageFields): string | null {
  const paths = Object.keys(fields).filter((path) => /(^|\.)(USER_?)?PASS(WORD|WD)?$/i.test(path));
  return valuesAt(fields, ...paths)[0] ?? null;
}
