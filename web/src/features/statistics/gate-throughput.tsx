import { useCallback, useMemo } from 'react';
import { useSite } from '#api/site.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import { axisLook, type ChartLook, type ChartVariant, tooltipLook } from './chart-look.ts';
import { type GateTotal, hourMs, hoursShown, hoursUpTo, totalsByGate } from './figures.ts';

type Words = { inward: string; outward: string };

/** Vehicles in and out over the newest hours, busiest gate at the top, as many gates as have room. */
export function GateThroughput({ variant = 'desk' }: { variant?: ChartVariant }) {
  const text = useText().statistics;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const byArea = useSituation((s) => s.statistics.passagesByGate);
  const runningHour = Math.floor(useNow() / hourMs) * hourMs;
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
  const room = Math.floor(look.heightPx / (look.textPx * 1.5));
  const totals = all.slice(0, Math.max(1, room));
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
    tooltip: tooltipLook(look),
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
