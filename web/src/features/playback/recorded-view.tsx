import type { Span } from '@ftz/shared/contract/recording.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Player } from '#desk/use-player.ts';
import { useText } from '#text/text.ts';
import { mostTiles } from './most-tiles.ts';
import type { ViewingPurpose } from './playlist-address.ts';
import { RecordedTiles } from './recorded-tiles.tsx';
import { type Mark, TimeBar } from './time-bar.tsx';
import { useKeptTimes } from './use-kept-times.ts';
import './recorded-view.css';

type Props = {
  cameras: readonly Camera[];
  player: Player;
  /** What can be looked at. */
  span: Span;
  marks: readonly Mark[];
  purpose: ViewingPurpose;
  /** By camera: why it is here. */
  whys?: ReadonlyMap<string, string>;
};

/** What several cameras saw, and the bar by which one moves through it. */
export function RecordedView({ cameras, player, span, marks, purpose, whys }: Props) {
  const { playback: text } = useText();
  const shown = cameras.slice(0, mostTiles);
  const kept = useKeptTimes(
    shown.map(({ id }) => id),
    span,
  );
  const withSome = [...kept.values()].filter(({ lack }) => lack === null).length;
  return (
    <>
      <RecordedTiles cameras={shown} clock={player} purpose={purpose} whys={whys} kept={kept} />
      <TimeBar
        cameras={shown}
        kept={kept}
        player={player}
        span={span}
        marks={marks}
        purpose={purpose}
      />
      <p className="recorded-sum num">
        {text.kept(cameras.length, withSome)}
        {cameras.length > shown.length ? ` · ${text.left(cameras.length - shown.length)}` : null}
      </p>
    </>
  );
}
