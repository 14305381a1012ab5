import { aisReader } from '#adapters/ais/ais-reader.ts';
import { containerReader } from '#adapters/checkpoint-http/container-reader.ts';
import { sealPayloadReader } from '#adapters/eseal-mqtt/seal-payload-reader.ts';
import { gb28181Reader } from '#adapters/gb28181/gb28181-reader.ts';
import { inspectionReader } from '#adapters/inspection-http/inspection-reader.ts';
import { isapiReader } from '#adapters/isapi/isapi-reader.ts';
import { gcj02Reader } from '#adapters/jt808/gcj02-reader.ts';
import { jt808Reader } from '#adapters/jt808/jt808-reader.ts';
import { jt1078Reader } from '#adapters/jt1078/jt1078-reader.ts';
import { weighbridgeReader } from '#adapters/lane-equipment/weighbridge-reader.ts';
import { laneReader } from '#adapters/lane-jgst14/lane-reader.ts';
import { onvifReader } from '#adapters/onvif/onvif-reader.ts';
import { dc09Reader } from '#adapters/perimeter-dc09/dc09-reader.ts';
import { cameraReader, plateReader } from '#adapters/plate-cameras/camera-reader.ts';
import type { ProtocolReader } from '#adapters/protocol-reader.ts';
import { capReader } from '#adapters/upstream-cap/cap-reader.ts';
import { sealReader } from './seal-reader.ts';

/** Every protocol that a technician can have read. A new one is a line here. */
export const protocolReaders: readonly ProtocolReader[] = [
  laneReader,
  aisReader,
  cameraReader,
  capReader,
  containerReader,
  dc09Reader,
  gb28181Reader,
  isapiReader,
  inspectionReader,
  jt1078Reader,
  weighbridgeReader,
  onvifReader,
  sealPayloadReader,
  sealReader,
  gcj02Reader,
  jt808Reader,
  plateReader,
];
