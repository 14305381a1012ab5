import { severities } from '@ftz/shared/contract/alarm.ts';
import { useCallback, useMemo } from 'react';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { type Text, useText } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { type AskedChartProps, Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import { axisLook, type ChartLook } from './chart-look.ts';
import type { ChartSteps } from './chart-steps.tsx';
import { alarmsPerHour, hourMs, hoursShown, hoursUpTo, zoneHour } from './figures.ts';

/**
 * Alarms raised in each of the newest hours, a row for each level, the number in its place: hundreds of
 * advisory ones must not outshine one critical, so each row is as bright as its own fullest hour.
 */
export function AlarmsByHour({ variant = 'desk', onAsk }: AskedChartProps) {
  const text = useText().statistics;
  const byArea = useSituation((s) => s.statistics.alarmsByHour);
  const runningHour = Math.floor(useNow() / hourMs) * hourMs;
  const hours = useMemo(() => hoursUpTo(runningHour, hoursShown), [runningHour]);
  const counts = useMemo(() => alarmsPerHour(byArea, hours), [byArea, hours]);
  const option = useCallback(
    (look: ChartLook) => alarmsOption(look, hours, counts),
    [hours, counts],
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
      steps={onAsk && ((look) => alarmSteps(look, { hours, counts, words: text, onAsk }))}
      aside={
        <div className="chart-levels">
          {severities.map((level) => (
            <SeveritySymbol key={level} severity={level} filled size="1.3em" />
          ))}
        </div>
      }
    />
  );
}

const faintest = 0.22;
/** The hours stand below the cells. */
const below = 1.5;

/** Three digits and a space have to fit into a cell. */
const hoursThatFit = ({ widthPx, textPx }: ChartLook): number =>
  Math.max(3, Math.floor(widthPx / (textPx * 2.3)));

type Asking = {
  hours: readonly number[];
  counts: readonly (readonly number[])[];
  words: Text['statistics'];
  onAsk: (asked: AskedStatistic) => void;
};

function alarmSteps(look: ChartLook, { hours, counts, words, onAsk }: Asking): ChartSteps {
  const shown = hours.slice(-hoursThatFit(look));
  const shownCounts = counts.slice(-hoursThatFit(look));
  const steps = severities.flatMap((severity, row) =>
    shown.flatMap((hourMs, column) => {
      const count = shownCounts[column]?.[row] ?? 0;
      const name = words.alarmsOf(zoneHour(hourMs), words.severities[row] ?? '', count);
      const ask = () => onAsk({ of: 'alarms', hourMs, severity, count });
      return count === 0 ? [] : [{ column, row, name, ask }];
    }),
  );
  return { columns: shown.length, rows: severities.length, below, steps };
}

function alarmsOption(
  look: ChartLook,
  allHours: readonly number[],
  allCounts: readonly (readonly number[])[],
): ChartOption {
  const hours = allHours.slice(-hoursThatFit(look));
  const counts = allCounts.slice(-hoursThatFit(look));
  const most = severities.map((_, i) => Math.max(1, ...counts.map((count) => count[i] ?? 0)));
  const cells = severities.flatMap((_, level) =>
    counts.map((count, hour) => [hour, level, count[level] ?? 0]),
  );
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: look.textPx * below },
    xAxis: { type: 'category', data: hours.map(zoneHour), ...axisLook(look) },
    yAxis: {
      type: 'category',
      inverse: true,
      data: [...severities],
      ...axisLook(look),
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    series: [
      {
        type: 'custom',
        data: cells,
        renderItem: (_, api) => {
          const [hour, level, count] = [0, 1, 2].map((at) => Number(api.value(at))) as [
            number,
            number,
            number,
          ];
          const [x = 0, y = 0] = api.coord([hour, level]);
          const [width = 0, height = 0] = sizeOf(api.size?.([1, 1]));
          const share = count / (most[level] ?? 1);
          const gap = Math.max(1, look.textPx / 12);
          return {
            type: 'group',
            children: [
              {
                type: 'rect',
                shape: {
                  x: x - width / 2 + gap / 2,
                  y: y - height / 2 + gap / 2,
                  width: width - gap,
                  height: height - gap,
                },
                style: {
                  fill: count === 0 ? look.line : (look.severity[level] ?? look.text2),
                  opacity: count === 0 ? 0.35 : faintest + 0.33 * share,
                },
              },
              {
                type: 'text',
                style: {
                  x,
                  y,
                  text: count === 0 ? '' : String(count),
                  align: 'center',
                  verticalAlign: 'middle',
                  fill: look.text,
                  font: `600 ${look.livePx}px ${look.font}`,
                },
              },
            ],
          };
        },
      },
    ],
  };
}

const sizeOf = (size: number | number[] | undefined): number[] =>
  typeof size === 'number' ? [size, size] : (size ?? []);
