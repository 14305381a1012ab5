import { type LaneFrame, writeFrame } from './frame.ts';
import type { FrameDialect } from './frame-form.ts';
import type { LaneImage } from './images.ts';

export const dialects: Record<'little' | 'big' | 'paper', FrameDialect> = {
  little: { littleEndian: true, codeWidth: 1, marker: '00000000' },
  big: { littleEndian: false, codeWidth: 1, marker: 'ffffffff' },
  paper: { littleEndian: false, codeWidth: 4, marker: 'ffffffff' },
};

/** A gather of a lane that read one truck, written by hand from the standard's table A.2. */
export const gatherXml = `<GATHER_INFO AREA_ID="2201000001"CHNL_NO="2201000101" I_E_TYPE="I" SEQ_NO="20260302080128000001">
<IC><DR_IC_NO>0900000001</DR_IC_NO></IC><WEIGHT><GROSS_WT>30120</GROSS_WT></WEIGHT>
<CAR><VE_NAME>沪A12345</VE_NAME></CAR><CONTA><CONTA_NUM>1</CONTA_NUM><CONTA_ID_F>CSQU3054383</CONTA_ID_F></CONTA>
<SEAL><ESEAL_ID>ES000001</ESEAL_ID></SEAL></GATHER_INFO>`;

export const gatherFrame: Omit<LaneFrame, 'images' | 'dialect'> = {
  code: 0x21,
  areaId: '2201000001',
  channelNo: '2201000101',
  direction: 'I',
  xml: Buffer.from(gatherXml),
};

/** A frame with photographs; `claimed` is what stands before them. */
export function frameWithImages(
  dialect: FrameDialect,
  images: readonly LaneImage[],
  claimed?: number,
): Uint8Array {
  const plain = writeFrame({ ...gatherFrame, dialect });
  const put = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (dialect.littleEndian) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const records = images.flatMap(({ position, jpeg }) => [
    Buffer.from(String(position)),
    put(jpeg.length),
    jpeg,
  ]);
  const body = Buffer.concat(records);
  const whole = Buffer.concat([
    plain.subarray(0, -2),
    put(claimed ?? body.length),
    body,
    plain.subarray(-2),
  ]);
  whole.set(put(whole.length), 4);
  return whole;
}
