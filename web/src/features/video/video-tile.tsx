import type { Camera } from '@ftz/shared/contract/site.ts';
import { useEffect, useRef, useState } from 'react';
import { useCameraTrouble } from '#api/cameras.ts';
import { serverNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { type Picture, playLive } from './live-player.ts';
import './video-tile.css';

export type VideoTileProps = {
  camera: Pick<Camera, 'id' | 'nameZh' | 'nameEn'>;
  /** Larger words: the one tile that the operator works with. */
  big?: boolean;
  onSelect?: (cameraId: string) => void;
  /** What it is looked at for: the access log notes it, and an alarm knows who has seen it. */
  purpose?: { incidentId: string | null; alarmId: string | null };
};

/**
 * One camera, live: its name, the picture's own time and age. Out of sight it stops; frozen or lost,
 * it says so over the picture, which is then no longer shown as if it were now.
 */
export function VideoTile({ camera, big = false, onSelect, purpose }: VideoTileProps) {
  const tile = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const text = useText();
  const name = nameIn(useLanguage(), camera);
  const isInSight = useInSight(tile);
  const picture = usePicture(video, addressOf(camera.id, purpose), isInSight);
  return (
    <figure
      ref={tile}
      className={`video-tile ${picture.state}${big ? ' big' : ''}`}
      data-camera-id={camera.id}
      data-picture={picture.state}
    >
      <video ref={video} muted playsInline aria-label={name} tabIndex={-1} />
      <PictureStamp picture={picture} />
      <PictureNote cameraId={camera.id} picture={picture} />
      <figcaption>
        <b>{name}</b>
        <span className="num">{camera.id}</span>
      </figcaption>
      {onSelect ? (
        <button
          type="button"
          className="video-tile-select"
          aria-label={text.video.open(name)}
          onClick={() => onSelect(camera.id)}
        />
      ) : null}
    </figure>
  );
}

function PictureStamp({ picture }: { picture: Picture }) {
  const text = useText();
  if (picture.state !== 'live') return null;
  return (
    <p className="video-tile-stamp num">
      <time>{zoneTime(picture.pictureAtMs)}</time>
      <span>{text.video.live((picture.latencyMs / 1000).toFixed(1))}</span>
    </p>
  );
}

function PictureNote({ cameraId, picture }: { cameraId: string; picture: Picture }) {
  const text = useText();
  const trouble = useCameraTrouble(cameraId, picture.state === 'no-picture');
  if (picture.state === 'live') return null;
  return (
    <p className="video-tile-note num" role="status">
      {noteOf(picture, text.video)}
      {trouble ? <span>{text.video.trouble[trouble]}</span> : null}
    </p>
  );
}

type Words = ReturnType<typeof useText>['video'];

function noteOf(picture: Exclude<Picture, { state: 'live' }>, words: Words): string {
  if (picture.state === 'connecting') return words.connecting;
  if (picture.state === 'unsupported') return words.unsupported;
  const { lastPictureAtMs } = picture;
  return lastPictureAtMs === null
    ? words.noPictureYet
    : words.noPictureSince(zoneTime(lastPictureAtMs));
}

/** hh:mm:ss in the zone's time, UTC+8 all year. */
function zoneTime(atMs: number): string {
  return new Date(atMs + 8 * 3_600_000).toISOString().slice(11, 19);
}

function addressOf(cameraId: string, purpose: VideoTileProps['purpose']): string {
  const query = new URLSearchParams();
  if (purpose?.incidentId) query.set('incidentId', purpose.incidentId);
  if (purpose?.alarmId) query.set('alarmId', purpose.alarmId);
  const asked = query.size === 0 ? '' : `?${query}`;
  return `/api/cameras/${encodeURIComponent(cameraId)}/live.m3u8${asked}`;
}

function usePicture(
  video: React.RefObject<HTMLVideoElement | null>,
  address: string,
  isInSight: boolean,
): Picture {
  const [picture, setPicture] = useState<Picture>({ state: 'connecting' });
  useEffect(() => {
    if (!video.current || !isInSight) return;
    const player = playLive({
      video: video.current,
      address,
      onPicture: (next) => setPicture((before) => (isSameOnScreen(before, next) ? before : next)),
      now: serverNow,
    });
    return player.stop;
  }, [video, address, isInSight]);
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
  return a.state === b.state;
}

/** True while the tile is on the screen and the page is the one in front. */
function useInSight(tile: React.RefObject<HTMLElement | null>): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (!tile.current) return;
    let isOnScreen = false;
    const decide = () => setInSight(isOnScreen && document.visibilityState === 'visible');
    const observer = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      decide();
    });
    observer.observe(tile.current);
    document.addEventListener('visibilitychange', decide);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', decide);
    };
  }, [tile]);
  return isInSight;
}
