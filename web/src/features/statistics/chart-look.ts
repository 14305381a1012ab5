/** Where a chart hangs: at a desk, or on a wall that is read from metres away. */
export type ChartVariant = 'desk' | 'wall';

export type ChartLook = {
  textPx: number;
  /** Of what is alive: on a wall read before everything else. */
  livePx: number;
  /** Height of the box that the chart has, so that it can leave out what would not fit. */
  heightPx: number;
  widthPx: number;
  text: string;
  text2: string;
  line: string;
  panel: string;
  font: string;
  /** Calm blues for what is normal: bright for the first of a pair, dim for the second. */
  bright: string;
  dim: string;
  severity: readonly [string, string, string, string];
};

/** Reads the tokens that hold at `host`. A wall's text has 16 arc-minutes (NUREG-0700), a desk's 16 px. */
export function lookAt(host: Element, variant: ChartVariant): ChartLook {
  const style = getComputedStyle(host);
  const token = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const arcmin = Number.parseFloat(token('--arcmin', '3.75'));
  return {
    textPx: variant === 'wall' ? arcmin * 16 : 16,
    livePx: variant === 'wall' ? arcmin * 20 : 16,
    heightPx: host.clientHeight,
    widthPx: host.clientWidth,
    text: token('--text', '#eef3f7'),
    text2: token('--text-2', '#b3c0cb'),
    line: token('--line', '#233443'),
    panel: token('--bg', '#0d151d'),
    font: token('--font', 'sans-serif'),
    bright: token('--bright', '#9db7c8'),
    dim: token('--dim', '#4d6b80'),
    severity: [
      token('--p1', '#ff3838'),
      token('--p2', '#ffb302'),
      token('--p3', '#fce83a'),
      token('--p4', '#2dccff'),
    ],
  };
}

/** What all our axes share: no boxes, faint lines, the operator's typeface. */
export function axisLook({ text2, line, font, textPx }: ChartLook) {
  return {
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: line } },
    axisLabel: { color: text2, fontFamily: font, fontSize: textPx },
  };
}

/** How many steps an axis of values may have in the box, so that its labels keep apart. */
export function stepsThatFit({ heightPx, textPx }: ChartLook, besidesPx: number): number {
  const fitting = Math.floor((heightPx - besidesPx) / (textPx * 1.7));
  return Math.max(1, Math.min(3, fitting));
}

/** How many rows of a drawing of bars have room, each with its name. */
export const rowsThatFit = ({ heightPx, textPx }: ChartLook): number =>
  Math.max(1, Math.floor(heightPx / (textPx * 1.5)));

export function tooltipLook({ text, font, textPx, line, panel }: ChartLook) {
  return {
    trigger: 'axis' as const,
    axisPointer: { type: 'shadow' as const, shadowStyle: { color: 'rgba(143, 211, 255, 0.08)' } },
    backgroundColor: panel,
    borderColor: line,
    textStyle: { color: text, fontFamily: font, fontSize: textPx },
  };
}
