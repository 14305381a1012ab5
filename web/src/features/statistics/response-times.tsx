import type { DayNumbers, ResponseDay } from '@ftz/shared/contract/day-numbers.ts';
import { useCallback, useMemo } from 'react';
import type { AskedStatistic } from '#desk/asked-statistic.ts';
import { shortAge } from '#lib/age.ts';
import { useDayNumbers } from '#live/day-numbers.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { type AskedChartProps, Chart } from './chart.tsx';
import type { ChartOption } from './chart-library.ts';
import { axisLook, type ChartLook, rowsThatFit } from './chart-look.ts';
import type { ChartSteps } from './chart-steps.tsx';

type Words = ReturnType<typeof useText>['statistics'];
type Row = ResponseDay & { name: string };

/** The house counts them anew every ten seconds. */
const tellsAgeAfterMs = 20_000;

/**
 * From alarm to acknowledgement, dispatch and arrival within 24 hours, by level, each against the limit
 * of the house: a bar from the median to within what 95 of 100 lie, a notch at 90, a line at the limit.
 */
export function ResponseTimes({ variant = 'desk', onAsk }: AskedChartProps) {
  const text = useText().statistics;
  const { value: day } = useDayNumbers();
  const rows = useMemo(() => rowsOf(day, text), [day, text]);
  const option = useCallback((look: ChartLook) => responsesOption(look, rows, text), [rows, text]);
  const age = useAgeOf(day);
  return (
    <Chart
      title={text.responseTimes}
      span={age ?? text.ofDay}
      variant={variant}
      isEmpty={rows.length === 0}
      summary={rows.map((row) => `${row.name}: ${spokenRow(row, text)}`).join('; ')}
      option={option}
      steps={onAsk && ((look) => responseSteps(look, rows, text, onAsk))}
    />
  );
}

/** Null while they are fresh. */
function useAgeOf(day: DayNumbers | null): string | null {
  const text = useText().areaNumbers;
  const ageMs = useNow() - (day?.toMs ?? 0);
  return day && ageMs > tellsAgeAfterMs ? text.counted(shortAge(ageMs)) : null;
}

function rowsOf(day: DayNumbers | null, words: Words): Row[] {
  return (day?.responses ?? [])
    .filter(({ area, of }) => area === null && of > 0)
    .map((row) => ({
      ...row,
      name: `${row.severity === null ? '' : `${words.severities[row.severity - 1]} `}${words.phases[row.phase]}`,
    }));
}

function spoken(ms: number, words: Words): string {
  const seconds = ms / 1_000;
  if (seconds < 120) return words.seconds(seconds < 10 ? seconds.toFixed(1) : seconds.toFixed(0));
  return words.minutes((seconds / 60).toFixed(0));
}

const isLate = ({ p90, limitMs }: Row) => limitMs !== null && p90 !== null && p90 > limitMs;

function spokenRow(row: Row, words: Words): string {
  const taken = spoken(row.p90 ?? 0, words);
  const limit = row.limitMs === null ? '' : ` ≤${spoken(row.limitMs, words)}`;
  return `${isLate(row) ? words.late : ''}${taken}${limit}`;
}

function responseSteps(
  look: ChartLook,
  all: readonly Row[],
  words: Words,
  onAsk: (asked: AskedStatistic) => void,
): ChartSteps {
  const rows = all.slice(0, rowsThatFit(look));
  const steps = rows.map((row, i) => ({
    column: 0,
    row: i,
    name: `${row.name}: ${spokenRow(row, words)}`,
    ask: () => onAsk({ of: 'responses', phase: row.phase, severity: row.severity }),
  }));
  return { columns: 1, rows: rows.length, below: 0, steps };
}

/** A logarithmic axis: seconds of a click and minutes of a drive are read on one chart. */
function responsesOption(look: ChartLook, all: readonly Row[], words: Words): ChartOption {
  const rows = all.slice(0, rowsThatFit(look));
  const seconds = (ms: number | null) => Math.max(1, (ms ?? 0) / 1_000);
  const most = Math.max(...rows.flatMap(({ p95, limitMs }) => [seconds(p95), seconds(limitMs)]));
  const label = { fontFamily: look.font, fontSize: look.textPx };
  const rich = {
    late: { ...label, fontSize: look.livePx, color: look.severity[1], fontWeight: 700 as const },
    well: { ...label, fontSize: look.livePx, color: look.text },
    limit: { ...label, color: look.text2 },
  };
  const category = { type: 'category' as const, inverse: true, ...axisLook(look) };
  return {
    animation: false,
    grid: { left: 0, right: 0, top: 0, bottom: 0, containLabel: true },
    xAxis: { type: 'log', min: 1, max: most * 1.1, ...axisLook(look), axisLabel: { show: false } },
    yAxis: [
      { ...category, data: rows.map(({ name }) => name), splitLine: { show: false } },
      {
        ...category,
        position: 'right',
        data: rows.map((row) => {
          const limit = row.limitMs === null ? '' : `{limit| ≤${spoken(row.limitMs, words)}}`;
          const taken = spoken(row.p90 ?? 0, words);
          return `${isLate(row) ? `{late|${words.late}${taken}}` : `{well|${taken}}`}${limit}`;
        }),
        splitLine: { show: false },
        axisLabel: { ...label, rich, margin: look.textPx * 0.7 },
      },
    ],
    series: [
      {
        type: 'custom',
        data: rows.map((row, i) => [i, seconds(row.p50), seconds(row.p90), seconds(row.p95)]),
        encode: { x: [1, 2, 3], y: 0 },
        renderItem: (_, api) => {
          const i = Number(api.value(0));
          const row = rows[i];
          const at = (value: number) => api.coord([value, i]) as [number, number];
          const [fromX, y] = at(Number(api.value(1)));
          const [notchX] = at(Number(api.value(2)));
          const [toX] = at(Number(api.value(3)));
          const thick = look.textPx * 0.5;
          const upright = (x: number, height: number, fill: string) => ({
            type: 'rect' as const,
            shape: {
              x: x - look.textPx / 10,
              y: y - height / 2,
              width: look.textPx / 5,
              height,
            },
            style: { fill },
          });
          const isOver = row !== undefined && isLate(row);
          const limit = row?.limitMs ?? null;
          return {
            type: 'group',
            children: [
              {
                type: 'rect',
                shape: {
                  x: fromX,
                  y: y - thick / 2,
                  width: Math.max(2, toX - fromX),
                  height: thick,
                },
                style: { fill: isOver ? look.severity[1] : look.dim },
              },
              upright(notchX, thick * 1.5, isOver ? look.severity[1] : look.bright),
              ...(limit === null ? [] : [upright(at(seconds(limit))[0], thick * 2.2, look.text2)]),
            ],
          };
        },
      },
    ],
  };
}
