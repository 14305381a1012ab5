import type { Camera } from '@ftz/shared/contract/site.ts';
import { memo, useEffect, useRef, useState } from 'react';
import type { Player } from '#desk/use-player.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { nameIn } from '#text/names.ts';
import { type Text, useLanguage, useText } from '#text/text.ts';
import type { Lack } from './kept-time.ts';
import { playlistAddress, type ViewingPurpose } from './playlist-address.ts';
import { playRecorded, type RecordedPicture } from './recorded-player.ts';

type Props = ViewingPurpose & {
  camera: Pick<Camera, 'id' | 'nameZh' | 'nameEn'>;
  read: Player['read'];
  onChange: Player['onChange'];
  behind: Player['behind'];
  why: string | null;
  /** Why there is nothing of it, where that is known. */
  lack: Lack | null;
};

/** What one camera saw at the replayed moment, with the picture's own time; or why there is nothing. */
export const RecordedTile = memo(function RecordedTile(props: Props) {
  const { camera, read, onChange, behind, incidentId, alarmId, why, lack } = props;
  const video = useRef<HTMLVideoElement>(null);
  const { playback: text } = useText();
  const name = nameIn(useLanguage(), camera);
  const [picture, setPicture] = useState<RecordedPicture>({ state: 'loading' });
  useEffect(() => {
    if (!video.current) return;
    return playRecorded({
      video: video.current,
      addressOf: (asked) => playlistAddress(camera.id, asked, { incidentId, alarmId }),
      clock: { read, onChange, behind },
      onPicture: (next) => setPicture((before) => (isSameOnScreen(before, next) ? before : next)),
    });
  }, [camera.id, incidentId, alarmId, read, onChange, behind]);
  return (
    <figure className="recorded-tile" data-camera-id={camera.id} data-picture={picture.state}>
      <video ref={video} muted playsInline aria-label={name} tabIndex={-1} />
      {picture.state === 'shown' ? (
        <p className="recorded-stamp num">
          <span>{text.recorded}</span> <time>{zoneTime(picture.pictureAtMs)}</time>
        </p>
      ) : (
        <p className="recorded-note num" role="status">
          {lack !== null && picture.state === 'gap' ? text.lacks[lack] : noteOf(picture, text)}
        </p>
      )}
      <figcaption>
        <b>{name}</b> <span className="num">{camera.id}</span>
        {why === null ? null : <span className="recorded-why num">{why}</span>}
      </figcaption>
    </figure>
  );
});

function noteOf(
  picture: Exclude<RecordedPicture, { state: 'shown' }>,
  text: Text['playback'],
): string {
  if (picture.state !== 'gap') return text[picture.state];
  return text.gap(zoneTime(picture.fromMs), zoneTime(picture.untilMs));
}

/** The stamp shows whole seconds. */
function isSameOnScreen(a: RecordedPicture, b: RecordedPicture): boolean {
  if (a.state === 'shown' && b.state === 'shown')
    return Math.floor(a.pictureAtMs / 1000) === Math.floor(b.pictureAtMs / 1000);
  if (a.state === 'gap' && b.state === 'gap')
    return a.fromMs === b.fromMs && a.untilMs === b.untilMs;
  return a.state === b.state;
}
