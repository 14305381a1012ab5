import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import './blind-walls.css';

/** Screens of the hall that show nobody the present, at every desk, until they are heard again. */
export function BlindWalls() {
  const { wallAdmission: text } = useText();
  const blind = useSituation(({ walls }) =>
    Object.values(walls).filter(({ display, blindSinceMs }) => display && blindSinceMs !== null),
  );
  return blind.map(({ id, blindSinceMs }) => (
    <div key={id} className="blind-wall" role="alert" data-wall={id}>
      <b className="num">{text.blind(id, zoneTime(blindSinceMs ?? 0))}</b>
      <span>{text.blindMeans}</span>
    </div>
  ));
}
