import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import { createSteadyFeed, type SteadyFeed } from '#lib/steady-feed.ts';
import { useText } from '#text/text.ts';
import { lettersOf, signsOf } from '#ui/own-letters.ts';
import type { ChartOption, createChart } from './chart-library.ts';
import { type ChartLook, type ChartVariant, lookAt } from './chart-look.ts';
import { type ChartSteps, StepsOver } from './chart-steps.tsx';
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
  /** Which of the figures, as they are drawn in this look, lead to what they count. */
  steps?: ((look: ChartLook) => ChartSteps) | undefined;
};

/** A chart of which figures are asked for at a desk; on a wall nobody can. */
export type AskedChartProps = {
  variant?: ChartVariant;
  onAsk?: ((asked: AskedStatistic) => void) | undefined;
};

/** A titled chart that fills its box. The drawing library is loaded with the first one. */
export function Chart(props: ChartProps) {
  const { title, span, variant, isEmpty, summary, option, aside, steps } = props;
  const text = useText();
  const host = useRef<HTMLDivElement>(null);
  const look = useDrawn(host, variant, isEmpty, option);
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
          <div className="chart-drawing">
            <div ref={host} className="chart-canvas" role="img" aria-label={summary} />
            {look && steps ? <StepsOver name={title} {...steps(look)} /> : null}
          </div>
        </div>
      )}
    </section>
  );
}

/** In a flood each alarm moves a figure; figures are read, not watched. */
const redrawnEveryMs = 1_000;

/** Answers in what look it is drawn, once it is. */
function useDrawn(
  host: React.RefObject<HTMLDivElement | null>,
  variant: ChartVariant,
  isEmpty: boolean,
  option: OptionOf,
): ChartLook | null {
  const { statistics, areaNumbers, figures } = useText();
  const [look, setLook] = useState<ChartLook | null>(null);
  const feed = useRef<SteadyFeed<'option', OptionOf> | null>(null);
  const newest = useRef(option);
  newest.current = option;
  const words = useRef({ statistics, areaNumbers, figures });

  useEffect(() => {
    const element = host.current;
    if (!element || isEmpty) return;
    const signs = () => signsOf([newest.current(lookAt(element, variant)), words.current]);
    let chart: ReturnType<typeof createChart> | null = null;
    const draw = (wanted: OptionOf) => chart?.setOption(wanted(lookAt(element, variant)));
    const steady = createSteadyFeed<'option', OptionOf>(
      (_, wanted) => draw(wanted),
      redrawnEveryMs,
    );
    feed.current = steady;
    const stop = keepDrawn(element, signs, (drawn) => {
      chart = drawn;
      drawn.resize();
      draw(newest.current);
      setLook(lookAt(element, variant));
    });
    return () => {
      feed.current = null;
      steady.stop();
      stop();
    };
  }, [host, variant, isEmpty]);

  useEffect(() => feed.current?.put('option', option), [option]);
  return look;
}

/**
 * Creates the chart when its library has come, and the letters of `signs`, for it measures a text once; `onFit` is
 * called then and for each new size of its box.
 */
function keepDrawn(
  element: HTMLElement,
  signs: () => string,
  onFit: (drawn: ReturnType<typeof createChart>) => void,
): () => void {
  let drawn: ReturnType<typeof createChart> | null = null;
  let isGone = false;
  const resized = new ResizeObserver(() => drawn && onFit(drawn));
  const begin = async () => {
    const library = await import('./chart-library.ts');
    await lettersOf(async () => signs());
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
