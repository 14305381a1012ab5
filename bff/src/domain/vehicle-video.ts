import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';

/** One channel of one terminal, by the name that the terminal uses for itself. */
export type TerminalChannel = { terminalId: string; channel: number };

/** One frame of H.264 as a byte stream (annex B); `isKey`: it can be shown without those before it. */
export type VideoFrame = { bytes: Uint8Array; isKey: boolean };

export type VideoHearer = {
  frame: (frame: VideoFrame) => void;
  /** Why nothing comes; null: that has passed. */
  trouble: (trouble: CameraTrouble | null) => void;
};

/**
 * Live pictures of vehicles' own cameras. A call lasts until it is hung up: meanwhile the terminal is told to
 * send, and told again when its line breaks. Nothing ever rejects.
 */
export type VehicleVideo = {
  call: (from: TerminalChannel, hearer: VideoHearer) => { hangUp: () => void };
};
