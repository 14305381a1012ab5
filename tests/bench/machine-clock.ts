/**
 * Milliseconds since 1970 with their fractions, the same in every process of this machine: the
 * monotonic clock, moved by an offset that the first process hands on to those that it starts.
 */
const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;

const variable = 'FTZ_BENCH_CLOCK';
const offsetMs = Number(process.env[variable] ?? Date.now() - monotonicMs());
process.env[variable] = String(offsetMs);

export const machineNowMs = (): number => monotonicMs() + offsetMs;
