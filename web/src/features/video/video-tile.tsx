import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { vehicleCameraOf } from '@ftz/shared/contract/vehicle-camera.ts';
import { useRef } from 'react';
import { useCameraRecording, useCameraTrouble } from '#api/cameras.ts';
import { usePrincipal } from '#api/session.ts';
import { useIsSelected, useThing } from '#desk/select-thing.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { ThingButton } from '#ui/thing-button.tsx';
import { useInSight } from '#ui/use-in-sight.ts';
import { transformOf } from './digital-zoom.ts';
import type { Picture } from './live-player.ts';
import { RecordingMark, RecordingNote } from './recording-mark.tsx';
import { SteerPad } from './steer-pad.tsx';
import { TileControls } from './tile-controls.tsx';
import { useDigitalZoom } from './use-digital-zoom.ts';
import { usePicture } from './use-picture.ts';
import './video-tile.css';

export type VideoTileProps = {
  camera: Pick<Camera, 'id' | 'nameZh' | 'nameEn' | 'ptz'>;
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
  const glass = useRef<HTMLDivElement>(null);
  const [zoom, acts] = useDigitalZoom(glass);
  const isInSight = useInSight(tile);
  // A wall has nothing that is looked into, and no hand.
  const isInHand = big && purpose !== undefined;
  const principal = usePrincipal();
  const maySteer = principal !== null && mayDo(principal, 'camera.steer', null);
  const recording = useCameraRecording(camera.id, isInSight);
  const isSelected = useIsSelected({ kind: 'camera', id: camera.id });
  const picture = usePicture(video, camera.id, addressOf(camera.id, purpose), {
    isInSight,
    isNear: isInHand,
  });
  return (
    <figure
      ref={tile}
      className={classNames(
        'video-tile',
        picture.state,
        'sinceMs' in picture && 'no-picture',
        big && 'big',
        isSelected && 'selected',
      )}
      data-camera-id={camera.id}
      data-picture={picture.state}
      data-selected={isSelected}
    >
      <video
        ref={video}
        muted
        playsInline
        aria-label={name}
        tabIndex={-1}
        style={{ transform: transformOf(zoom) }}
      />
      {isInHand ? (
        <div ref={glass} className={classNames('tile-glass', zoom.scale > 1 && 'near')} />
      ) : null}
      <PictureStamp picture={picture} />
      <PictureNote cameraId={camera.id} picture={picture} />
      <RecordingNote recording={recording} />
      <figcaption>
        <TileName cameraId={camera.id} name={name} isInHand={isInHand} />
        <span className="num">{camera.id}</span>
        <RecordingMark recording={recording} />
      </figcaption>
      {isInHand ? (
        <TileControls
          {...{ tile, video, camera, scale: zoom.scale, zoom: acts }}
          incidentId={purpose.incidentId}
        />
      ) : null}
      {isInHand && camera.ptz && isInSight ? (
        <SteerPad camera={camera} maySteer={maySteer} />
      ) : null}
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

type NameProps = { cameraId: string; name: string; isInHand: boolean };

/** At a desk a press on it points the camera out; a vehicle's own is on no map. */
function TileName({ cameraId, name, isInHand }: NameProps) {
  const thing = useThing({ kind: 'camera', id: cameraId });
  const isPlaced = vehicleCameraOf(cameraId) === null;
  return <b>{isInHand && isPlaced ? <ThingButton {...thing}>{name}</ThingButton> : name}</b>;
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
      <span>{noteOf(picture, text.video)}</span>
      {trouble ? <span>{text.video.trouble[trouble]}</span> : null}
    </p>
  );
}

type Words = ReturnType<typeof useText>['video'];

function noteOf(picture: Exclude<Picture, { state: 'live' }>, words: Words): string {
  if (picture.state === 'connecting') return words.connecting;
  if (picture.state === 'unsupported') return words.unsupported;
  if (picture.state === 'refused') return words.withdrawn[picture.why];
  if (picture.state === 'frozen') return words.frozenSince(zoneTime(picture.sinceMs));
  if (picture.state === 'black') return words.blackSince(zoneTime(picture.sinceMs));
  return picture.lastPictureAtMs === null
    ? words.noPictureYet
    : words.noPictureSince(zoneTime(picture.lastPictureAtMs));
}

function addressOf(cameraId: string, purpose: VideoTileProps['purpose']): string {
  const query = new URLSearchParams();
  if (purpose?.incidentId) query.set('incidentId', purpose.incidentId);
  if (purpose?.alarmId) query.set('alarmId', purpose.alarmId);
  const asked = query.size === 0 ? '' : `?${query}`;
  return `/api/cameras/${encodeURIComponent(cameraId)}/live.m3u8${asked}`;
}
