import { type Static, Type } from 'typebox';
import { DeviceHealth } from './device.ts';
import { Nullable } from './nullable.ts';
import { CameraRecording } from './recording.ts';
import { Camera, PictureSource } from './site.ts';

/** Why a camera cannot show anything until a technician has done something. */
export const cameraTroubles = [
  'ffmpeg-missing',
  'address-not-allowed',
  'wrong-address',
  'no-media-gateway',
  /** The server that has the pictures does not answer; does not take our key; does not know the camera. */
  'media-server-away',
  'key-refused',
  'stream-unknown',
  /** It wants to send us to another address, which nobody has allowed. */
  'redirected',
  /** Of a vehicle's own camera: its terminal is not connected; it does not want to; it sends what browsers cannot play; too many at once. */
  'vehicle-offline',
  'terminal-refused',
  'codec-unsupported',
  'too-many-streams',
] as const;
export const CameraTrouble = Type.Enum(cameraTroubles);
export type CameraTrouble = Static<typeof CameraTrouble>;

const { source: _, ...shown } = Camera.properties;

/** A camera as pages may know it: where it stands, what it sees, whether it lives; never its address. */
export const CameraEntry = Type.Object({
  ...shown,
  comesBy: Type.Union([Type.Literal('head-end'), Type.Index(PictureSource, ['kind'])]),
  state: DeviceHealth.properties.state,
  lastSeenAtMs: DeviceHealth.properties.lastSeenAtMs,
  trouble: Nullable(CameraTrouble),
  recording: CameraRecording,
});
export type CameraEntry = Static<typeof CameraEntry>;
