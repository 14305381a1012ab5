import { shortAge } from '#lib/age.ts';
import { useText } from '#text/text.ts';
import { blindAfterMs } from './blind-spots.ts';
import './map-legend.css';

/** After how long without evidence what is called blind, and how much is. */
export function BlindLegend({ count, isTold }: { count: number; isTold: boolean }) {
  const { map: text, thing: words } = useText();
  if (count === 0) return null;
  const limits = Object.entries(blindAfterMs) as [keyof typeof blindAfterMs, number][];
  return (
    <section className="map-legend blind" aria-label={text.layer.blind}>
      <p className="num">
        <b>
          ? {text.layer.blind} {count}
        </b>
      </p>
      {isTold ? (
        <p className="num">
          {text.blindAfter}{' '}
          {limits.map(([kind, ms]) => `${words.kinds[kind]} ${shortAge(ms)}`).join(' · ')} ·{' '}
          {text.blindPanels}
        </p>
      ) : null}
    </section>
  );
}
