import { beside, labelRank } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { shortAge } from '#lib/age.ts';
import { useNow } from '#live/server-clock.ts';
import { drawnPointOf } from '#live/vehicle-whereabouts.ts';
import { useText } from '#text/text.ts';
import { SealSymbol } from './seal-symbol.tsx';
import type { SealUnderWay } from './seals-under-way.ts';
import './map-label.css';

/** More than this beside each other are read by nobody: the queue has them all. */
const mostMarks = 40;

type SealMarksProps = { view: MapView; seals: readonly SealUnderWay[]; symbolPx: number };

/** Beside each vehicle whose seal is not as it should be, how it is. Of sealed ones the vehicle itself wears a dot. */
export function SealMarks({ view, seals, symbolPx }: SealMarksProps) {
  return seals
    .filter(({ condition }) => condition !== 'sealed')
    .slice(0, mostMarks)
    .map((seal) => <SealMark key={seal.sealId} view={view} seal={seal} symbolPx={symbolPx} />);
}

type SealMarkProps = { view: MapView; seal: SealUnderWay; symbolPx: number };

function SealMark({ view, seal, symbolPx }: SealMarkProps) {
  const text = useText().thing;
  const nowMs = useNow();
  const pin = usePin(view, () => drawnPointOf(seal.vehicleId, Date.now()), {
    label: {
      rank: labelRank.seal,
      gap: { x: symbolPx * 0.45, y: symbolPx * 0.3 },
      sides: beside,
    },
  });
  const name = `${text.kinds.seal} ${text.seal[seal.condition]}`;
  const isOld = seal.condition === 'silent' || seal.condition === 'unknown';
  return (
    <div ref={pin} className="map-pin">
      <div className={`map-label seal${isOld ? ' stranger' : ''}`} data-seal={seal.condition}>
        <SealSymbol condition={seal.condition} sizePx={symbolPx * 0.6} label={name} />
        {isOld && seal.saidAtMs !== null ? (
          <span className="num">{shortAge(nowMs - seal.saidAtMs)}</span>
        ) : null}
      </div>
    </div>
  );
}
