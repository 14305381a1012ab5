import type { FigureSheet } from '@ftz/shared/contract/figures.ts';
import { useMemo } from 'react';
import { Chart } from '#features/statistics/chart.tsx';
import type { ChartOption } from '#features/statistics/chart-library.ts';
import {
  axisLook,
  type ChartLook,
  stepsThatFit,
  tooltipLook,
} from '#features/statistics/chart-look.ts';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';

/** Alarms over the period that the figures are about. */
export function AlarmRateChart({ sheet }: { sheet: FigureSheet }) {
  const { figures: text } = useText();
  const { fromMs, toMs, bins } = sheet;
  const option = useMemo(() => rateOption(fromMs, bins, text.chart), [fromMs, bins, text]);
  const all = bins.counts.reduce((sum, count) => sum + count, 0);
  return (
    <Chart
      title={text.chart}
      span={`${zoneDate(fromMs)} ${zoneMinute(fromMs)} – ${zoneMinute(toMs)}`}
      variant="desk"
      isEmpty={all === 0}
      summary={text.chartSummary(all, Math.max(0, ...bins.counts))}
      option={option}
    />
  );
}

const dayMs = 86_400_000;

function rateOption(fromMs: number, { stepMs, counts }: FigureSheet['bins'], name: string) {
  const isLong = stepMs * counts.length > dayMs;
  const times = counts.map((_, i) => {
    const atMs = fromMs + i * stepMs;
    return isLong ? `${zoneDate(atMs).slice(5)} ${zoneMinute(atMs)}` : zoneMinute(atMs);
  });
  return (look: ChartLook): ChartOption => ({
    animation: false,
    grid: { left: 0, right: 4, top: look.textPx, bottom: look.textPx / 4, containLabel: true },
    tooltip: tooltipLook(look),
    xAxis: { type: 'category', data: times, ...axisLook(look) },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: stepsThatFit(look, look.textPx * 3),
      ...axisLook(look),
    },
    series: [{ name, type: 'bar', barCategoryGap: '20%', color: look.bright, data: counts }],
  });
}
