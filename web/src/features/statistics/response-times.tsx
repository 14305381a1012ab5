import { useCallback, useMemo } from 'react';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import { axisLook, type ChartLook, type ChartVariant, legendLook } from './chart-look.ts';
import { type ResponseFigure, responseFigure } from './figures.ts';

const phases = ['acknowledge', 'dispatch', 'arrive'] as const;

type Row = { name: string; figure: ResponseFigure };
type Words = ReturnType<typeof useText>['statistics'];

/** From alarm to acknowledgement, dispatch and arrival: the median, and within what nine of ten lie. */
export function ResponseTimes({ variant = 'desk' }: { variant?: ChartVariant }) {
  const text = useText().statistics;
  const responses = useSituation((s) => s.statistics.responses);
  const rows = useMemo(
    () =>
      phases.flatMap((phase): Row[] => {
        const figure = responseFigure(responses[phase]);
        return figure ? [{ name: text.phases[phase], figure }] : [];
      }),
    [responses, text],
  );
  const option = useCallback((look: ChartLook) => responsesOption(look, rows, text), [rows, text]);
  const newest = Math.max(0, ...rows.map((row) => row.figure.count));
  return (
    <Chart
      title={text.responseTimes}
      span={text.newest(newest)}
      variant={variant}
      isEmpty={rows.length === 0}
      summary={rows
        .map(
          ({ name, figure }) =>
            `${name}: ${text.median} ${spoken(figure.medianS, text)}, ${text.mostWithin} ${spoken(figure.p90S, text)}`,
        )
        .join('; ')}
      option={option}
    />
  );
}

function spoken(seconds: number, words: Words): string {
  if (seconds < 100) return words.seconds(seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0));
  return words.minutes((seconds / 60).toFixed(1));
}

/** A logarithmic axis: seconds of a click and minutes of a drive are read on one chart. */
function responsesOption(look: ChartLook, rows: readonly Row[], words: Words): ChartOption {
  const bar = (name: string, color: string, seconds: readonly number[]) => ({
    name,
    type: 'bar' as const,
    color,
    barMaxWidth: look.textPx * 1.1,
    barGap: '25%',
    data: seconds.map((each) => Math.max(1, each)),
    label: {
      show: true,
      position: 'right' as const,
      color: look.text,
      fontFamily: look.font,
      fontSize: look.textPx,
      formatter: ({ dataIndex }: { dataIndex: number }) => spoken(seconds[dataIndex] ?? 0, words),
    },
  });
  return {
    animation: false,
    grid: {
      left: 0,
      right: look.textPx * 5,
      top: look.textPx * 2.2,
      bottom: look.textPx / 4,
      containLabel: true,
    },
    legend: { ...legendLook(look), icon: 'roundRect' },
    xAxis: {
      type: 'log',
      min: 1,
      ...axisLook(look),
      axisLabel: { show: false },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map((row) => row.name),
      ...axisLook(look),
    },
    series: [
      bar(
        words.median,
        look.bright,
        rows.map((row) => row.figure.medianS),
      ),
      bar(
        words.mostWithin,
        look.dim,
        rows.map((row) => row.figure.p90S),
      ),
    ],
  };
}
