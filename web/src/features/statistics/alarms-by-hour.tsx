import { useCallback, useMemo } from 'react';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import {
  axisLook,
  type ChartLook,
  type ChartVariant,
  legendLook,
  stepsThatFit,
  tooltipLook,
} from './chart-look.ts';
import { alarmsPerHour, hourMs, hoursShown, hoursUpTo, zoneHour } from './figures.ts';

/** The shapes of the severities, so that the legend does not speak by colour alone. */
const shapes = [
  'path://M8 1h10l7 7v10l-7 7H8l-7-7V8Z',
  'path://M13 2 25 24H1Z',
  'path://M13 1 25 13 13 25 1 13Z',
  'path://M3 3h20v20H3Z',
];

/** Many advisory alarms must not outshine one critical. */
const strength = [1, 0.95, 0.65, 0.45];

/** Alarms raised in each of the newest hours, stacked by severity with the gravest at the foot. */
export function AlarmsByHour({ variant = 'desk' }: { variant?: ChartVariant }) {
  const text = useText().statistics;
  const byArea = useSituation((s) => s.statistics.alarmsByHour);
  const runningHour = Math.floor(useNow() / hourMs) * hourMs;
  const hours = useMemo(() => hoursUpTo(runningHour, hoursShown), [runningHour]);
  const counts = useMemo(() => alarmsPerHour(byArea, hours), [byArea, hours]);
  const option = useCallback(
    (look: ChartLook) => alarmsOption(look, hours, counts, text.severities),
    [hours, counts, text],
  );
  const total = counts.flat().reduce((sum, count) => sum + count, 0);
  return (
    <Chart
      title={text.alarmsByHour}
      span={text.lastHours(hoursShown)}
      variant={variant}
      isEmpty={total === 0}
      summary={`${text.alarmsByHour}: ${total}`}
      option={option}
    />
  );
}

function alarmsOption(
  look: ChartLook,
  hours: readonly number[],
  counts: readonly (readonly number[])[],
  names: readonly string[],
): ChartOption {
  const legendPx = look.textPx * 2.2;
  const hoursPx = look.textPx * 1.6;
  return {
    animation: false,
    grid: { left: 0, right: 4, top: legendPx, bottom: look.textPx / 4, containLabel: true },
    tooltip: tooltipLook(look),
    legend: {
      ...legendLook(look),
      data: names.map((name, i) => ({ name, icon: shapes[i] ?? 'rect' })),
    },
    xAxis: { type: 'category', data: hours.map(zoneHour), ...axisLook(look) },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitNumber: stepsThatFit(look, legendPx + hoursPx),
      ...axisLook(look),
    },
    series: names.map((name, i) => ({
      name,
      type: 'bar',
      stack: 'alarms',
      barCategoryGap: '34%',
      color: look.severity[i] ?? look.text2,
      itemStyle: { opacity: strength[i] ?? 1 },
      data: counts.map((count) => count[i] ?? 0),
    })),
  };
}
