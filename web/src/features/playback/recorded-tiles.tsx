import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Player } from '#desk/use-player.ts';
import { useText } from '#text/text.ts';
import type { ViewingPurpose } from './playlist-address.ts';
import { RecordedTile } from './recorded-tile.tsx';
import type { KeptTimes } from './use-kept-times.ts';
import './recorded-tiles.css';

type Props = {
  cameras: readonly Camera[];
  clock: Pick<Player, 'read' | 'onChange' | 'behind'>;
  purpose: ViewingPurpose;
  /** By camera: why it is here. */
  whys: ReadonlyMap<string, string> | undefined;
  kept: KeptTimes;
};

/** What several cameras saw at one moment: all follow one clock. */
export function RecordedTiles({ cameras, clock, purpose, whys, kept }: Props) {
  const { playback: text } = useText();
  if (cameras.length === 0) return <p className="recorded-none">{text.noCamera}</p>;
  const columns = Math.ceil(Math.sqrt(cameras.length));
  return (
    <section
      className="recorded-tiles"
      aria-label={text.tiles}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {cameras.map((camera) => (
        <RecordedTile
          key={camera.id}
          camera={camera}
          read={clock.read}
          onChange={clock.onChange}
          behind={clock.behind}
          incidentId={purpose.incidentId}
          alarmId={purpose.alarmId}
          why={whys?.get(camera.id) ?? null}
          lack={kept.get(camera.id)?.lack ?? null}
        />
      ))}
    </section>
  );
}
