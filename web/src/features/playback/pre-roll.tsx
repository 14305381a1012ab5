import type { Camera } from '@ftz/shared/contract/site.ts';
import { useEffect, useRef, useState } from 'react';
import { askSession, usePrincipal } from '#api/session.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { nameIn } from '#text/names.ts';
import { type Text, useLanguage, useText } from '#text/text.ts';
import { useInSight } from '#ui/use-in-sight.ts';
import { playlistAddress, type ViewingPurpose } from './playlist-address.ts';
import { type PreRollPicture, playPreRoll } from './pre-roll-player.ts';
import './pre-roll.css';

const beforeS = 30;
const afterS = 10;

type Props = {
  camera: Pick<Camera, 'id' | 'nameZh' | 'nameEn'>;
  alarmAtMs: number;
  purpose: ViewingPurpose;
  /** Plays the incident again at its full size; null: there is none. */
  onEnlarge: (() => void) | null;
};

/**
 * What a camera saw from shortly before an alarm to shortly after, in a loop. It must not be taken for now:
 * film holes on both sides, a word that says so, and seconds that count to the alarm. Out of sight it stops.
 */
export function PreRoll({ camera, alarmAtMs, purpose, onEnlarge }: Props) {
  const tile = useRef<HTMLElement>(null);
  const video = useRef<HTMLVideoElement>(null);
  const all = useText();
  const text = all.preRoll;
  const name = nameIn(useLanguage(), camera);
  const picture = usePreRoll(video, { cameraId: camera.id, alarmAtMs, purpose }, useInSight(tile));
  return (
    <figure
      ref={tile}
      className="pre-roll"
      data-camera-id={camera.id}
      data-picture={picture.state}
      data-picture-at-ms={picture.state === 'shown' ? picture.pictureAtMs : undefined}
    >
      <div className="pre-roll-film">
        <video
          ref={video}
          muted
          playsInline
          aria-label={`${text.recorded} ${name}`}
          tabIndex={-1}
        />
        <span className="pre-roll-camera num">{camera.id}</span>
        {picture.state === 'shown' ? (
          <p className="pre-roll-offset num">{offset(picture.pictureAtMs, alarmAtMs)}</p>
        ) : (
          <p className="pre-roll-note" role="status">
            {noteOf(picture, all)}
          </p>
        )}
      </div>
      <figcaption>
        <b>{text.recorded}</b>
        <span>{text.before(beforeS)}</span>
        <span className="num">
          {picture.state === 'shown' ? zoneTime(picture.pictureAtMs) : ''}
        </span>
      </figcaption>
      {onEnlarge ? (
        <button type="button" className="button" onClick={onEnlarge} aria-label={text.enlarge}>
          <kbd>P</kbd>
        </button>
      ) : null}
    </figure>
  );
}

type Asked = Pick<Props, 'alarmAtMs' | 'purpose'> & { cameraId: string };

/** Nothing is fetched while it is out of sight. */
function usePreRoll(
  video: React.RefObject<HTMLVideoElement | null>,
  { cameraId, alarmAtMs, purpose: { incidentId, alarmId } }: Asked,
  isInSight: boolean,
): PreRollPicture {
  const [picture, setPicture] = useState<PreRollPicture>({ state: 'loading' });
  // Another person, or other areas: a camera that was refused may be theirs.
  const principal = usePrincipal();
  useEffect(() => {
    if (!video.current || !isInSight || !principal) return;
    const span = { fromMs: alarmAtMs - beforeS * 1000, untilMs: alarmAtMs + afterS * 1000 };
    return playPreRoll({
      video: video.current,
      cameraId,
      span,
      address: playlistAddress(cameraId, span, { incidentId, alarmId }),
      onPicture(next) {
        setPicture((before) => (isSameOnScreen(before, next) ? before : next));
        if (next.state === 'lacking' && next.lack === 'may-not-see') void askSession();
      },
    });
  }, [video, cameraId, alarmAtMs, incidentId, alarmId, isInSight, principal]);
  return picture;
}

/** Seconds to the alarm, and after it. */
function offset(pictureAtMs: number, alarmAtMs: number): string {
  const seconds = Math.floor((pictureAtMs - alarmAtMs) / 1000);
  return `${seconds < 0 ? '−' : '+'}${Math.abs(seconds)} s`;
}

function noteOf(picture: Exclude<PreRollPicture, { state: 'shown' }>, text: Text): string {
  return picture.state === 'lacking'
    ? text.playback.lacks[picture.lack]
    : text.playback[picture.state];
}

/** Both clocks show whole seconds. */
function isSameOnScreen(a: PreRollPicture, b: PreRollPicture): boolean {
  if (a.state === 'shown' && b.state === 'shown')
    return Math.floor(a.pictureAtMs / 1000) === Math.floor(b.pictureAtMs / 1000);
  if (a.state === 'lacking' && b.state === 'lacking') return a.lack === b.lack;
  return a.state === b.state;
}
