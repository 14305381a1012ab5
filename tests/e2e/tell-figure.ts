/** Prints what was measured beside what was promised, also where a test asks for less. */
export function tellFigure(
  name: string,
  value: number,
  unit: 's' | 'ms',
  most: number,
  more: object = {},
): void {
  const goal = `<= ${most}`;
  console.log(JSON.stringify({ name, value, ...more, unit, goal, holds: value <= most }));
}
