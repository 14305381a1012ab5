import type { DeviceReply } from '#adapters/device-adapter.ts';
import type { CameraFormat } from './camera-message.ts';

/**
 * The word that a Zhenshi camera reads in the answer. It opens its barrier on `ok` and on nothing
 * else; a lane is opened by a decision, never by the politeness of a web server.
 */
const opensNothing = 'no';

const zhenshi = (name: string): DeviceReply => ({
  status: 200,
  body: { [name]: { info: opensNothing } },
});
const plain: DeviceReply = { status: 200, body: { received: true } };

/**
 * What a camera hears when its message was kept. The answer is one of a few constants: nothing of the
 * message gets into it, so that no message can word an answer that opens a barrier.
 */
const answers: Record<CameraFormat, DeviceReply> = {
  'zhenshi-plate': zhenshi('Response_AlarmInfoPlate'),
  'zhenshi-input': zhenshi('Response_AlarmGioIn'),
  'zhenshi-heartbeat': zhenshi('Response_Heartbeat'),
  'hikvision-xml': plain,
  'hikvision-json': plain,
  'plate-recognizer': plain,
  openalpr: plain,
  axis: plain,
  intelbras: plain,
};

export const answerTo = (format: CameraFormat): DeviceReply => answers[format];
