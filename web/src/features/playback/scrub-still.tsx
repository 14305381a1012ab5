import type { Camera } from '@ftz/shared/contract/site.ts';
import { useEffect, useRef, useState } from 'react';
import { zoneTime } from '#lib/zone-time.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { playlistAddress, type ViewingPurpose } from './playlist-address.ts';
import { openStills, type Still, type StillFinder } from './still-finder.ts';

type Props = {
  camera: Camera;
  atMs: number;
  /** In percent of the bar. */
  left: number;
  /** What happened just there. */
  label: string | null;
  purpose: ViewingPurpose;
};

/** What one camera saw where the bar is pointed at. It opens that recording when it appears, and lets go of it. */
export function ScrubStill({ camera, atMs, left, label, purpose }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const finder = useRef<StillFinder>(null);
  const { playback: text } = useText();
  const name = nameIn(useLanguage(), camera);
  const [told, setTold] = useState<Told | null>(null);
  const still = told?.atMs === atMs ? told.still : 'loading';
  const { incidentId, alarmId } = purpose;
  useEffect(() => {
    if (!video.current) return;
    finder.current = openStills({
      video: video.current,
      addressOf: (asked) => playlistAddress(camera.id, asked, { incidentId, alarmId }),
      onStill: (next, ofMs) => setTold((before) => same(before, { still: next, atMs: ofMs })),
    });
    return () => finder.current?.close();
  }, [camera.id, incidentId, alarmId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another finder is told the moment, too.
  useEffect(() => finder.current?.find(atMs), [atMs, camera.id, incidentId, alarmId]);
  return (
    <figure
      className="scrub-still"
      data-still={still}
      data-at-ms={atMs}
      data-camera-id={camera.id}
      style={{ left: `clamp(138px, ${left}%, calc(100% - 138px))` }}
    >
      <div className="scrub-picture">
        <video ref={video} muted playsInline tabIndex={-1} aria-hidden="true" />
        {still === 'none' ? <p>{text.noStill}</p> : null}
      </div>
      <figcaption className="num">
        <b>{zoneTime(atMs)}</b> {name}
        {label === null ? null : <span>{label}</span>}
      </figcaption>
    </figure>
  );
}

type Told = { still: Still; atMs: number };

function same(before: Told | null, next: Told): Told {
  return before?.still === next.still && before.atMs === next.atMs ? before : next;
}
