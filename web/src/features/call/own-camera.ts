import type { CallHindrance } from '#live/call-store.ts';

/** Camera and microphone of this device, or why there are none. */
export type OwnCamera = { stream: MediaStream | null; hindrance: CallHindrance | null };

export type Facing = 'user' | 'environment';

/** Where there is no camera there may still be a microphone: then one is heard and not seen. */
export async function openOwnCamera(facing: Facing): Promise<OwnCamera> {
  const { mediaDevices } = navigator;
  // Browsers hide them from pages that came over an open connection.
  if (!mediaDevices?.getUserMedia) return { stream: null, hindrance: 'insecure' };
  const video = { facingMode: facing, width: { ideal: 640 }, height: { ideal: 480 } };
  try {
    return { stream: await mediaDevices.getUserMedia({ video, audio: true }), hindrance: null };
  } catch (error) {
    const isRefused = error instanceof DOMException && error.name === 'NotAllowedError';
    const audio = isRefused
      ? null
      : await mediaDevices.getUserMedia({ audio: true }).catch(() => null);
    return { stream: audio, hindrance: isRefused ? 'not-allowed' : 'no-camera' };
  }
}

export function closeStream(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
