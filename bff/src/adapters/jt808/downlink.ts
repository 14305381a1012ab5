import { readByte, readDword, readWord } from './big-endian.ts';
import { readText } from './gbk-text.ts';
import type { Header } from './header.ts';
import { type Parameter, readParameters } from './parameters.ts';

/**
 * What a platform says, read back. A terminal never sends these; they are read so that a recorded
 * line can be understood in both directions, and so that our own encoders can be held to account.
 */
export type Downlink =
  | Acknowledgement<'platform-ack'>
  | { kind: 'register-answer'; flow: number; result: number; authCode: string | null }
  | { kind: 'set-parameters'; parameters: Parameter[] }
  | { kind: 'query' }
  | { kind: 'terminal-control'; command: number; parametersText: string }
  /** `intervalS` 0 ends the tracking, and then the validity may be missing. */
  | { kind: 'track'; intervalS: number; validityS: number | null }
  | { kind: 'text'; flagBits: number; textType: number | null; text: string }
  /** The body of 2011 and 2013: bit 0 locks (1) or unlocks (0) the doors. */
  | { kind: 'vehicle-control'; controlBits: number };

/** 0x8001 and its mirror 0x0001: which message of the other side, and how it went. */
export type Acknowledgement<Kind extends string> = {
  kind: Kind;
  flow: number;
  messageId: number;
  result: number;
};

/** Exactly five bytes, or null. */
export function readAcknowledgement<Kind extends string>(
  kind: Kind,
  bytes: Uint8Array,
): Acknowledgement<Kind> | null {
  if (bytes.length !== 5) return null;
  return {
    kind,
    flow: readWord(bytes, 0),
    messageId: readWord(bytes, 2),
    result: readByte(bytes, 4),
  };
}

/** 0x8100: the code follows only a result of 0. */
export function readRegisterAnswer(bytes: Uint8Array): Downlink | null {
  if (bytes.length < 3) return null;
  const result = readByte(bytes, 2);
  const authCode = result === 0 ? readText(bytes.subarray(3)) : null;
  return { kind: 'register-answer', flow: readWord(bytes, 0), result, authCode };
}

/** 0x8103. */
export function readSetParameters(bytes: Uint8Array): Downlink | null {
  const parameters = readParameters(bytes, 0);
  return parameters === null ? null : { kind: 'set-parameters', parameters };
}

/** 0x8105. */
export function readTerminalControl(bytes: Uint8Array): Downlink | null {
  if (bytes.length < 1) return null;
  const parametersText = readText(bytes.subarray(1));
  return { kind: 'terminal-control', command: readByte(bytes, 0), parametersText };
}

/** 0x8202. */
export function readTrack(bytes: Uint8Array): Downlink | null {
  if (bytes.length < 2) return null;
  const validityS = bytes.length < 6 ? null : readDword(bytes, 2);
  return { kind: 'track', intervalS: readWord(bytes, 0), validityS };
}

/** 0x8300: 2019 puts a type between flag and text. */
export function readPlatformText(
  bytes: Uint8Array,
  header: Pick<Header, 'layout'>,
): Downlink | null {
  const textAt = header.layout === '2019' ? 2 : 1;
  if (bytes.length < textAt) return null;
  return {
    kind: 'text',
    flagBits: readByte(bytes, 0),
    textType: header.layout === '2019' ? readByte(bytes, 1) : null,
    text: readText(bytes.subarray(textAt)),
  };
}

/** 0x8500 of 2011 and 2013. */
export function readVehicleControl(bytes: Uint8Array): Downlink | null {
  return bytes.length < 1 ? null : { kind: 'vehicle-control', controlBits: readByte(bytes, 0) };
}
