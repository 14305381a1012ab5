/** JGS/T 14-2015 annex A and chapter 4, as front ends write them. */

export type LaneDialect = { littleEndian: boolean; codeBytes: 1 | 4; marker: number; gb: boolean };

/** Both kinds of front end that are found in the field, and the one on paper. */
export const laneDialects = {
  little: { littleEndian: true, codeBytes: 1, marker: 0, gb: true },
  big: { littleEndian: false, codeBytes: 1, marker: 0xffffffff, gb: false },
  paper: { littleEndian: false, codeBytes: 4, marker: 0xffffffff, gb: false },
} as const satisfies Record<string, LaneDialect>;

export type LaneName = { areaId: string; channelNo: string; direction: 'I' | 'E' };
export type LaneVehicle = {
  plate: string;
  containerNo: string | null;
  sealId: string | null;
  weightKg: number;
  cardNo: string;
};

/** Every character of GB 2312 with its two bytes, found once by reading them all. */
let gbBytes: Map<string, number[]> | null = null;

function gbTable(): Map<string, number[]> {
  const table = new Map<string, number[]>();
  const decoder = new TextDecoder('gb18030');
  for (let high = 0xa1; high <= 0xf7; high++) {
    for (let low = 0xa1; low <= 0xfe; low++) {
      table.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
    }
  }
  return table;
}

function encodeText(text: string, gb: boolean): Buffer {
  if (!gb) return Buffer.from(text, 'utf8');
  gbBytes ??= gbTable();
  const table = gbBytes;
  return Buffer.from([...text].flatMap((sign) => table.get(sign) ?? [sign.charCodeAt(0) & 0x7f]));
}

/** Head, length, code, who, XML, photographs by position, tail. */
export function encodeFrame(
  dialect: LaneDialect,
  code: number,
  { areaId, channelNo, direction }: LaneName,
  xml: string,
  photographs: readonly Uint8Array[] = [],
): Buffer {
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (dialect.littleEndian) bytes.writeUInt32LE(value >>> 0);
    else bytes.writeUInt32BE(value >>> 0);
    return bytes;
  };
  const content = encodeText(xml, dialect.gb);
  const images = photographs.flatMap((jpeg, at) => [
    Buffer.from(String(at)),
    u32(jpeg.length),
    jpeg,
  ]);
  const imageBytes = Buffer.concat(images);
  const middle = Buffer.concat([
    dialect.codeBytes === 1 ? Buffer.from([code]) : u32(code),
    Buffer.from(areaId.padEnd(10) + channelNo.padEnd(10) + direction, 'latin1'),
    u32(dialect.marker),
    u32(content.length),
    content,
    ...(photographs.length === 0 ? [] : [u32(imageBytes.length), imageBytes]),
    Buffer.from([0xff, 0xff]),
  ]);
  return Buffer.concat([Buffer.from('e25c4b89', 'hex'), u32(middle.length + 8), middle]);
}

const attributes = ({ areaId, channelNo, direction }: LaneName, seqNo: string) =>
  `AREA_ID="${areaId}" CHNL_NO="${channelNo}" I_E_TYPE="${direction}" SEQ_NO="${seqNo}"`;

/** 0x21. */
export function gatherXml(lane: LaneName, seqNo: string, vehicle: LaneVehicle): string {
  const { plate, containerNo, sealId, weightKg, cardNo } = vehicle;
  return [
    `<GATHER_INFO ${attributes(lane, seqNo)}>`,
    `<IC><DR_IC_NO>${cardNo}</DR_IC_NO></IC><WEIGHT><GROSS_WT>${weightKg}</GROSS_WT></WEIGHT>`,
    `<CAR><VE_NAME>${plate}</VE_NAME><CAR_EC_NO></CAR_EC_NO></CAR>`,
    `<CONTA><CONTA_NUM>${containerNo === null ? 0 : 1}</CONTA_NUM><CONTA_RECO>0</CONTA_RECO>`,
    `<CONTA_ID_F>${containerNo ?? ''}</CONTA_ID_F><CONTA_ID_B></CONTA_ID_B></CONTA>`,
    `<SEAL><ESEAL_ID>${sealId ?? ''}</ESEAL_ID></SEAL></GATHER_INFO>`,
  ].join('');
}

/** 0x61. */
export const registerXml = (lane: LaneName, seqNo: string, key: string): string =>
  `<REGISTER_INFO ${attributes(lane, seqNo)}><USER>${lane.channelNo}</USER><PASSWORD>${key}</PASSWORD></REGISTER_INFO>`;

/** 0x32: what was carried out, as the status word that came. */
export const commandDoneXml = (lane: LaneName, seqNo: string, statusWord: string): string =>
  `<EXCUTE_COMMAND ${attributes(lane, seqNo)}><EXCUTE_RESULT>${statusWord}</EXCUTE_RESULT></EXCUTE_COMMAND>`;

/** 0x81. */
export function smartGatherXml(lane: LaneName, sessionId: string, vehicle: LaneVehicle): string {
  const { plate, containerNo, sealId, weightKg, cardNo } = vehicle;
  return [
    `<GATHER_INFO><I_E_FLAG>${lane.direction}</I_E_FLAG><AREA_ID>${lane.areaId}</AREA_ID>`,
    `<CHNL_NO>${lane.channelNo}</CHNL_NO><GETHER_MODE>A</GETHER_MODE><SESSION_ID>${sessionId}</SESSION_ID>`,
    `<IC_INFO><IC_NO>${cardNo}</IC_NO></IC_INFO><VE_LICENSE_NO>${plate}</VE_LICENSE_NO>`,
    `<CONTA_ID>${containerNo ?? ''}</CONTA_ID><ESEAL_ID>${sealId ?? ''}</ESEAL_ID>`,
    `<GROSS_WT>${weightKg}</GROSS_WT><VE_LICENSE_RECOGNITION><DOMESTIC_LICENSE_NO>${plate}</DOMESTIC_LICENSE_NO>`,
    '<CONFIDENCE_RATIO>Y</CONFIDENCE_RATIO></VE_LICENSE_RECOGNITION></GATHER_INFO>',
  ].join('');
}

const session = ({ areaId, channelNo }: LaneName, sessionId: string) =>
  `<AREA_ID>${areaId}</AREA_ID><CHNL_NO>${channelNo}</CHNL_NO><SESSION_ID>${sessionId}</SESSION_ID>`;

/** 0x85: 1 release, 2 inspection, 3 refuse. */
export const manualCheckXml = (
  lane: LaneName,
  sessionId: string,
  result: 1 | 2 | 3,
  operatorId: string,
): string =>
  `<MANUAL_CHECK>${session(lane, sessionId)}<CHECK_RESULT>${result}</CHECK_RESULT><COMMENT></COMMENT><OPERATOR_ID>${operatorId}</OPERATOR_ID></MANUAL_CHECK>`;

/** 0x84: the barrier did (1) or did not (2) what it was told. */
export const operateFeedbackXml = (lane: LaneName, sessionId: string, result: 1 | 2): string =>
  `<OPERATE_FEEDBACK>${session(lane, sessionId)}<GENERAL_DEVICE><DEVICE_TYPE>BARRIER</DEVICE_TYPE><DEVIC_ID>B1</DEVIC_ID><OPERATE>0</OPERATE><RESULT>${result}</RESULT></GENERAL_DEVICE></OPERATE_FEEDBACK>`;

/** Chapter 6: a push of places, of none when nothing moved. */
export const supervisionXml = (
  senderId: string,
  type: 1 | 2 | 3,
  bodies: readonly string[],
): string =>
  `<CargoSupervision><Head><MessageType>${type}</MessageType><SenderID>${senderId}</SenderID><ReceiverID>CENTRE</ReceiverID></Head>${bodies.map((body) => `<Body>${body}</Body>`).join('')}</CargoSupervision>`;

/** `YYYYMMDDhhmmss`, and milliseconds where the length asks for them; local time of the zone. */
export const zoneTime = (atMs: number, digits: 14 | 17): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().replace(/\D/g, '').slice(0, digits);

/** The text of one element of an answer; null when it has none. */
export const textIn = (answer: string, name: string): string | null =>
  new RegExp(`<${name}>([^<]*)</${name}>`).exec(answer)?.[1] ?? null;
