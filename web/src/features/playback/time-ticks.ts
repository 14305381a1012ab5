import type { Span } from '@ftz/shared/contract/recording.ts';

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * secondMs),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minuteMs),
  ...[1, 2, 3, 6, 12, 24].map((n) => n * hourMs),
];

/** Round moments within a span to write a time at: at most `most`, as many as fit. */
export function ticksOf({ fromMs, untilMs }: Span, most: number): number[] {
  const lengthMs = untilMs - fromMs;
  const stepMs = steps.find((step) => lengthMs / step <= most) ?? lengthMs;
  const ticks: number[] = [];
  for (let atMs = Math.ceil(fromMs / stepMs) * stepMs; atMs < untilMs; atMs += stepMs)
    ticks.push(atMs);
  return ticks.slice(0, most);
}

/** Where a moment lies between the ends of a span, in percent of it. */
export function percentOf({ fromMs, untilMs }: Span, atMs: number): number {
  return ((atMs - fromMs) / Math.max(1, untilMs - fromMs)) * 100;
}

/** The moment that a share of a span's length, 0 to 1, stands for. */
export function momentAt({ fromMs, untilMs }: Span, share: number): number {
  return fromMs + (untilMs - fromMs) * Math.min(1, Math.max(0, share));
}
