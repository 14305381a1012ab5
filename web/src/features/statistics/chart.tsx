import { type ReactNode, useEffect, useRef } from 'react';
import { createSteadyFeed, type SteadyFeed } from '#lib/steady-feed.ts';
import { useText } from '#text/text.ts';
import type { ChartOption, createChart } from './chart-library.ts';
import { type ChartLook, type ChartVariant, lookAt } from './chart-look.ts';
import './chart.css';

type OptionOf = (look: ChartLook) => ChartOption;

export type ChartProps = {
  title: string;
  /** What the figures cover, in small beside the title. */
  span: string;
  variant: ChartVariant;
  /** True when there is nothing to draw: said in words, never as an empty frame. */
  isEmpty: boolean;
  /** The figures as one sentence, for whoever does not see the chart. */
  summary: string;
  option: OptionOf;
  /** What stands at the left of the drawing, at its full height. */
  aside?: ReactNode;
};

/** A titled chart that fills its box. The drawing library is loaded with the first one. */
export function Chart({ title, span, variant, isEmpty, summary, option, aside }: ChartProps) {
  const text = useText();
  const host = useRef<HTMLDivElement>(null);
  useDrawn(host, variant, isEmpty, option);
  return (
    <section className={`chart ${variant}`}>
      <h3>
        {title} <small>{span}</small>
      </h3>
      {isEmpty ? (
        <p className="chart-none">{text.statistics.none}</p>
      ) : (
        <div className="chart-body">
          {aside}
          <div ref={host} className="chart-canvas" role="img" aria-label={summary} />
        </div>
      )}
    </section>
  );
}

/** In a flood each alarm moves a figure; figures are read, not watched. */
const redrawnEveryMs = 1_000;

function useDrawn(
  host: React.RefObject<HTMLDivElement | null>,
  variant: ChartVariant,
  isEmpty: boolean,
  option: OptionOf,
): void {
  const feed = useRef<SteadyFeed<'option', OptionOf> | null>(null);
  const newest = useRef(option);
  newest.current = option;

  useEffect(() => {
    const element = host.current;
    if (!element || isEmpty) return;
    let chart: ReturnType<typeof createChart> | null = null;
    const draw = (wanted: OptionOf) => chart?.setOption(wanted(lookAt(element, variant)));
    const steady = createSteadyFeed<'option', OptionOf>(
      (_, wanted) => draw(wanted),
      redrawnEveryMs,
    );
    feed.current = steady;
    const stop = keepDrawn(element, (drawn) => {
      chart = drawn;
      drawn.resize();
      draw(newest.current);
    });
    return () => {
      feed.current = null;
      steady.stop();
      stop();
    };
  }, [host, variant, isEmpty]);

  useEffect(() => feed.current?.put('option', option), [option]);
}

/** Creates the chart when its library has come; `onFit` is called then and for each new size of its box. */
function keepDrawn(
  element: HTMLElement,
  onFit: (drawn: ReturnType<typeof createChart>) => void,
): () => void {
  let drawn: ReturnType<typeof createChart> | null = null;
  let isGone = false;
  const resized = new ResizeObserver(() => drawn && onFit(drawn));
  const begin = async () => {
    const library = await import('./chart-library.ts');
    if (isGone) return;
    drawn = library.createChart(element);
    onFit(drawn);
    resized.observe(element);
  };
  begin().catch(() => undefined);
  return () => {
    isGone = true;
    resized.disconnect();
    drawn?.dispose();
  };
}
