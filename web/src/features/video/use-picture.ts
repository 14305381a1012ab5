import { type RefObject, useEffect, useState } from 'react';
import { askWithdrawal } from '#api/cameras.ts';
import { askSession, usePrincipal } from '#api/session.ts';
import { serverNow } from '#live/server-clock.ts';
import { type Picture, playLive } from './live-player.ts';

/** The picture of one camera as a tile may say of it; nothing is fetched while it is out of sight. */
export function usePicture(
  video: RefObject<HTMLVideoElement | null>,
  cameraId: string,
  address: string,
  isInSight: boolean,
): Picture {
  const [picture, setPicture] = useState<Picture>({ state: 'connecting' });
  // Another person, or other areas: a camera that was refused may be theirs.
  const principal = usePrincipal();
  useEffect(() => {
    if (!video.current || !isInSight || !principal) return;
    const player = playLive({
      video: video.current,
      address,
      onPicture(next) {
        setPicture((before) => (isSameOnScreen(before, next) ? before : next));
        // The whole page learns of it at once, not with the socket's next look.
        if (next.state === 'refused') void askSession();
      },
      askWithdrawal: () => askWithdrawal(cameraId),
      now: serverNow,
    });
    return player.stop;
  }, [video, cameraId, address, isInSight, principal]);
  return picture;
}

/** Half a second of the same picture is no reason to render: the stamp shows whole seconds. */
function isSameOnScreen(a: Picture, b: Picture): boolean {
  if (a.state === 'live' && b.state === 'live') {
    const seconds = ({ pictureAtMs, latencyMs }: typeof a) =>
      [pictureAtMs, latencyMs].map((ms) => Math.floor(ms / 1000)).join();
    return seconds(a) === seconds(b);
  }
  if (a.state === 'no-picture' && b.state === 'no-picture') {
    return a.lastPictureAtMs === b.lastPictureAtMs;
  }
  if ('sinceMs' in a && 'sinceMs' in b) return a.state === b.state && a.sinceMs === b.sinceMs;
  return a.state === b.state;
}
