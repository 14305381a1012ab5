import type { FalseRate } from '@ftz/shared/contract/day-numbers.ts';
import { useCallback, useMemo } from 'react';
import { useDayNumbers } from '#live/day-numbers.ts';
import { useText, wordFor } from '#text/text.ts';
import { Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import { axisLook, type ChartLook, type ChartVariant, rowsThatFit } from './chart-look.ts';

type Row = { name: string; percent: number; of: number };

/** Of the alarms of each rule that were concluded within a week, what part was nothing; the most first. */
export function FalseRates({ variant = 'desk' }: { variant?: ChartVariant }) {
  const { statistics: text, alarm } = useText();
  const { value: day } = useDayNumbers();
  const rows = useMemo(
    () =>
      (day?.falseByRule ?? []).map(
        ({ kind, of, wrong }: FalseRate): Row => ({
          name: wordFor(alarm.kinds, kind),
          percent: Math.round((100 * wrong) / of),
          of,
        }),
      ),
    [day, alarm],
  );
  const option = useCallback((look: ChartLook) => ratesOption(look, rows), [rows]);
  return (
    <Chart
      title={text.falseRates}
      span={text.ofWeek}
      variant={variant}
      isEmpty={rows.length === 0}
      summary={rows.map(({ name, percent, of }) => `${name}: ${percent} % / ${of}`).join('; ')}
      option={option}
    />
  );
}

function ratesOption(look: ChartLook, all: readonly Row[]): ChartOption {
  const rows = all.slice(0, rowsThatFit(look));
  return {
    animation: false,
    grid: { left: 0, right: look.livePx * 5.4, top: 0, bottom: 0, containLabel: true },
    xAxis: { type: 'value', min: 0, max: 100, ...axisLook(look), axisLabel: { show: false } },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ name }) => name),
      ...axisLook(look),
      axisLabel: { ...axisLook(look).axisLabel, width: look.widthPx * 0.42, overflow: 'truncate' },
    },
    series: [
      {
        type: 'bar',
        color: look.dim,
        barMaxWidth: look.textPx * 0.9,
        data: rows.map(({ percent }) => percent),
        label: {
          show: true,
          position: 'right',
          color: look.text,
          fontFamily: look.font,
          fontSize: look.livePx,
          formatter: ({ dataIndex }) => {
            const row = rows[dataIndex];
            return row ? `${row.percent} % /${row.of}` : '';
          },
        },
      },
    ],
  };
}
