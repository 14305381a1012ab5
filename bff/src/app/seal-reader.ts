import { jointechReader } from '#adapters/eseal-jointech/jointech-reader.ts';
import { subDeviceReader } from '#adapters/jt808/sub-device-reader.ts';
import type { ProtocolReader } from '#adapters/protocol-reader.ts';

const flag = 0x7e;

/** Every form in which a seal speaks on a socket: its first byte says whose framing it is. */
export const sealReader: ProtocolReader = {
  protocol: 'eseal',
  standard: `${jointechReader.standard}; ${subDeviceReader.standard}`,
  read: (bytes, aids) => (bytes[0] === flag ? subDeviceReader : jointechReader).read(bytes, aids),
};
