import { type RefObject, useEffect, useRef, useState } from 'react';
import { askWithdrawal } from '#api/cameras.ts';
import { askSession, usePrincipal } from '#api/session.ts';
import { serverNow } from '#live/server-clock.ts';
import { type LivePlayer, type Picture, playLive } from './live-player.ts';

/**
 * The picture of one camera as a tile may say of it; nothing is fetched while it is out of sight. `isNear`: somebody
 * works with it, and it is brought as near to its camera as that allows.
 */
export function usePicture(
  video: RefObject<HTMLVideoElement | null>,
  cameraId: string,
  address: string,
  { isInSight, isNear }: { isInSight: boolean; isNear: boolean },
): Picture {
  const [picture, setPicture] = useState<Picture>({ state: 'connecting' });
  // Another person, or other areas: a camera that was refused may be theirs.
  const principal = usePrincipal();
  const playing = useRef<LivePlayer | null>(null);
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
    playing.current = player;
    return () => {
      playing.current = null;
      player.stop();
    };
  }, [video, cameraId, address, isInSight, principal]);
  // Under way: the picture of a tile that is taken in hand does not begin anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new player has to be told, too.
  useEffect(() => {
    playing.current?.setNear(isNear);
  }, [isNear, video, cameraId, address, isInSight, principal]);
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
