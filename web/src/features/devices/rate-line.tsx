import { useText } from '#text/text.ts';

const width = 90;
const height = 20;

/** Messages a minute, as a figure and as the line of the last half hour. The present minute is not over. */
export function RateLine({ perMinute }: { perMinute: readonly number[] }) {
  const { devices: text } = useText();
  const whole = perMinute.slice(0, -1);
  const last = whole.at(-1) ?? 0;
  const most = Math.max(1, ...whole);
  const points = whole.map((count, i) => {
    const x = (i / Math.max(1, whole.length - 1)) * width;
    return `${x.toFixed(1)},${(height - 1 - (count / most) * (height - 2)).toFixed(1)}`;
  });
  return (
    <span className="rate" title={text.rateOf(last, most)}>
      <span className="num">{last.toLocaleString('en')}</span>
      <svg width={width} height={height} aria-hidden="true">
        <polyline points={points.join(' ')} />
      </svg>
    </span>
  );
}
