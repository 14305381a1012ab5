import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import type { CameraLink } from '#adapters/camera-link.ts';
import { fetchWithDigest } from './digest-fetch.ts';

const answerWithinMs = 3_000;

/** Moves a camera's mount (ISAPI, `PTZCtrl`). Rejects when the camera did not take the motion. */
export async function moveMount(
  link: CameraLink,
  motion: CameraMotion,
  closing: AbortSignal,
): Promise<void> {
  const { path, body } = requestOf(motion, link.channel ?? 1);
  const response = await fetchWithDigest(link, path, {
    method: 'PUT',
    signal: AbortSignal.any([closing, AbortSignal.timeout(answerWithinMs)]),
    ...(body === null ? {} : { body, headers: { 'content-type': 'application/xml' } }),
  });
  await response.body?.cancel();
  if (response.status !== 200) throw new Error(`the camera answered ${response.status}`);
}

/** Speeds are whole numbers from -100 to 100; standing still is a speed, too. */
export function requestOf(
  motion: CameraMotion,
  channel: number,
): { path: string; body: string | null } {
  const base = `/ISAPI/PTZCtrl/channels/${channel}`;
  if (motion.act === 'preset') {
    return { path: `${base}/presets/${motion.preset}/goto`, body: null };
  }
  const still = { pan: 0, tilt: 0, zoom: 0 };
  const { pan, tilt, zoom } = motion.act === 'move' ? motion : still;
  const axes = Object.entries({ pan, tilt, zoom }).map(
    ([axis, share]) => `<${axis}>${Math.round(share * 100)}</${axis}>`,
  );
  return {
    path: `${base}/continuous`,
    body: `<?xml version="1.0" encoding="UTF-8"?><PTZData>${axes.join('')}</PTZData>`,
  };
}
