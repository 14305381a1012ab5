import { useCallback, useMemo } from 'react';
import { useSite } from '#api/site.ts';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { type AskedChartProps, Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import { axisLook, type ChartLook, rowsThatFit } from './chart-look.ts';
import type { ChartSteps } from './chart-steps.tsx';
import { type GateTotal, hourMs, hoursShown, hoursUpTo, totalsByGate } from './figures.ts';

type Words = { inward: string; outward: string };

type Asking = {
  totals: readonly GateTotal[];
  names: readonly string[];
  words: Words;
  fromMs: number;
  onAsk: (asked: AskedStatistic) => void;
};

function gateSteps(look: ChartLook, { totals, names, words, fromMs, onAsk }: Asking): ChartSteps {
  const shown = totals.slice(0, rowsThatFit(look));
  const steps = shown.map(({ gateId, inward, outward }, row) => ({
    column: 0,
    row,
    name: `${names[row]}: ${words.inward} ${inward}, ${words.outward} ${outward}`,
    ask: () => onAsk({ of: 'passages', gateId, fromMs, count: inward + outward }),
  }));
  return { columns: 1, rows: shown.length, below: 0, steps };
}

/** Vehicles in and out over the newest hours, busiest gate at the top, as many gates as have room. */
export function GateThroughput({ variant = 'desk', onAsk }: AskedChartProps) {
  const text = useText().statistics;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const byArea = useSituation((s) => s.statistics.passagesByGate);
  const runningHour = Math.floor(useNow() / hourMs) * hourMs;
  const fromMs = runningHour - (hoursShown - 1) * hourMs;
  const totals = useMemo(
    () => totalsByGate(byArea, hoursUpTo(runningHour, hoursShown)),
    [byArea, runningHour],
  );
  const names = useMemo(
    () => totals.map(({ gateId }) => placeName(site, 'gates', gateId, language)),
    [totals, site, language],
  );
  const option = useCallback(
    (look: ChartLook) => gatesOption(look, totals, names, text),
    [totals, names, text],
  );
  return (
    <Chart
      title={text.gateThroughput}
      span={text.inOutOf(text.lastHours(hoursShown))}
      variant={variant}
      isEmpty={totals.length === 0}
      summary={totals
        .map(
          (each, i) =>
            `${names[i]}: ${text.inward} ${each.inward}, ${text.outward} ${each.outward}`,
        )
        .join('; ')}
      option={option}
      steps={onAsk && ((look) => gateSteps(look, { totals, names, words: text, fromMs, onAsk }))}
    />
  );
}

/** What went in and what went out, one behind the other, with both numbers at the end of the bar. */
function gatesOption(
  look: ChartLook,
  all: readonly GateTotal[],
  names: readonly string[],
  words: Words,
): ChartOption {
  const totals = all.slice(0, rowsThatFit(look));
  const bar = (name: string, color: string, data: number[]) =>
    ({ name, type: 'bar', stack: 'gate', barMaxWidth: look.textPx * 0.9, color, data }) as const;
  const numbers = {
    show: true,
    position: 'right' as const,
    color: look.text,
    fontFamily: look.font,
    fontSize: look.livePx,
    formatter: ({ dataIndex }: { dataIndex: number }) => {
      const total = totals[dataIndex];
      return total ? `${total.inward}/${total.outward}` : '';
    },
  };
  return {
    animation: false,
    grid: { left: 0, right: look.livePx * 4.6, top: 0, bottom: 0, containLabel: true },
    xAxis: { type: 'value', ...axisLook(look), axisLabel: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: names.slice(0, totals.length),
      ...axisLook(look),
      axisLabel: { ...axisLook(look).axisLabel, width: look.widthPx * 0.42, overflow: 'truncate' },
    },
    series: [
      bar(
        words.inward,
        look.bright,
        totals.map((each) => each.inward),
      ),
      {
        ...bar(
          words.outward,
          look.dim,
          totals.map((each) => each.outward),
        ),
        label: numbers,
      },
    ],
  };
}
