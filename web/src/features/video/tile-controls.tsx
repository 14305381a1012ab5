import type { Camera } from '@ftz/shared/contract/site.ts';
import type { KeyboardEvent, RefObject } from 'react';
import { photoAddress } from '#api/photos.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import type { ZoomActs } from './use-digital-zoom.ts';
import { type KeptSnapshot, useKeepSnapshot } from './use-keep-snapshot.ts';

type Props = {
  tile: RefObject<HTMLElement | null>;
  video: RefObject<HTMLVideoElement | null>;
  camera: Pick<Camera, 'id' | 'nameZh' | 'nameEn'>;
  /** Null: no incident is worked on, and no snapshot has a place to go. */
  incidentId: string | null;
  scale: number;
  zoom: ZoomActs;
};

/** What a hand may do with the picture of a tile; the keys work while one of the buttons has the focus. */
export function TileControls({ tile, video, camera, incidentId, scale, zoom }: Props) {
  const text = useText().video;
  const [kept, keep] = useKeepSnapshot(video, camera);
  const full = () => toggleFullScreen(tile.current);
  const snapshot = incidentId === null ? undefined : () => void keep(incidentId);
  const keys: Record<string, (() => void) | undefined> = {
    ...{ '+': () => zoom.by(1.25), '=': () => zoom.by(1.25), '-': () => zoom.by(0.8) },
    ...{ '0': zoom.reset, f: full, s: snapshot },
    ...{ ArrowLeft: () => zoom.move(-1, 0), ArrowRight: () => zoom.move(1, 0) },
    ...{ ArrowUp: () => zoom.move(0, -1), ArrowDown: () => zoom.move(0, 1) },
  };
  const pressed = (event: KeyboardEvent) => {
    const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <>
      <div className="tile-controls" role="toolbar" aria-label={text.controls} onKeyDown={pressed}>
        <Control sign="−" word={text.smaller} keyName="-" onPress={() => zoom.by(0.8)} />
        <Control sign="+" word={text.larger} keyName="+" onPress={() => zoom.by(1.25)} />
        {snapshot ? (
          <Control sign={text.snap} word={text.snapshot} keyName="S" onPress={snapshot} />
        ) : null}
        <Control sign={text.full} word={text.fullScreen} keyName="F" onPress={full} />
      </div>
      {scale > 1 ? <p className="tile-zoom num">{text.digital(scale.toFixed(1))}</p> : null}
      <SnapshotLine kept={kept} />
    </>
  );
}

type ControlProps = { sign: string; word: string; keyName: string; onPress: () => void };

function Control({ sign, word, keyName, onPress }: ControlProps) {
  return (
    <button
      type="button"
      aria-label={word}
      title={`${word} ${keyName}`}
      aria-keyshortcuts={keyName}
      onClick={(event) => {
        // A hand on the mouse leaves the keys to the screen: + marks a finding there.
        if (event.detail > 0) event.currentTarget.blur();
        onPress();
      }}
    >
      {sign}
    </button>
  );
}

function SnapshotLine({ kept }: { kept: KeptSnapshot }) {
  const text = useText();
  if (kept.state === 'idle') return null;
  return (
    <div className="tile-snapshot" role="status">
      {kept.state === 'sending' ? text.shell.sending : null}
      {kept.state === 'no-picture' ? text.video.snapshotEmpty : null}
      {kept.state === 'altered' ? text.video.snapshotAltered : null}
      {kept.state === 'refused' ? <RefusalLine refusal={kept.refusal} /> : null}
      {kept.state === 'kept' ? (
        <a href={photoAddress(kept.photoId)} target="_blank" rel="noreferrer">
          {text.video.snapshotKept(kept.sha256.slice(0, 8))}
        </a>
      ) : null}
    </div>
  );
}

/** Escape leaves it: the browser itself sees to that. One that refuses leaves the page as it is. */
function toggleFullScreen(tile: HTMLElement | null): void {
  const changed = document.fullscreenElement
    ? document.exitFullscreen()
    : tile?.requestFullscreen?.();
  changed?.catch(() => undefined);
}
