import { type KeyboardEvent, useRef, useState } from 'react';
import { isDirection, nextStep } from './next-step.ts';

export type ChartStep = {
  /** The cell of the drawing in which its figure stands, from the upper left. */
  column: number;
  row: number;
  /** The figure in words. */
  name: string;
  ask: () => void;
};

/** The figures of a drawing that lead to a list, laid over it in a grid as wide and high as its own. */
export type ChartSteps = {
  columns: number;
  rows: number;
  /** Letters high is what stands below the grid. */
  below: number;
  steps: readonly ChartStep[];
};

/** One tab stop for all of a drawing; arrows go from figure to figure, and a press asks what it counts. */
export function StepsOver({ name, columns, rows, below, steps }: ChartSteps & { name: string }) {
  const [chosen, setChosen] = useState(0);
  const grid = useRef<HTMLDivElement>(null);
  const at = Math.min(chosen, steps.length - 1);
  const pressed = (event: KeyboardEvent) => {
    if (!isDirection(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    const next = nextStep(steps, at, event.key);
    setChosen(next);
    grid.current?.querySelectorAll('button')[next]?.focus();
  };
  return (
    <div
      ref={grid}
      role="toolbar"
      aria-label={name}
      className="chart-steps"
      style={{
        gridTemplate: `repeat(${rows}, minmax(0, 1fr)) / repeat(${columns}, minmax(0, 1fr))`,
        bottom: `${below}em`,
      }}
      onKeyDown={pressed}
    >
      {steps.map(({ column, row, name: figure, ask }, i) => (
        <button
          key={`${column} ${row}`}
          type="button"
          tabIndex={i === at ? 0 : -1}
          style={{ gridArea: `${row + 1} / ${column + 1}` }}
          title={figure}
          aria-label={figure}
          onFocus={() => setChosen(i)}
          onClick={ask}
        />
      ))}
    </div>
  );
}
