import { jt808Adapter } from '@ftz/bff/adapters/jt808/jt808.ts';
import { answerQuestions } from './child-program.ts';
import { ownCpuMs, ownRssMb } from './cpu-time.ts';

/** The vehicle gateway alone: whatever it decodes is taken at once, and acknowledged. */
answerQuestions({
  start: async (maxConnections: number) => {
    const adapter = jt808Adapter({
      host: '127.0.0.1',
      port: 0,
      registry: () => ({ model: null, datum: 'WGS84' }),
      maxConnections,
    });
    const gateway = await adapter.start({
      accept: async () => {},
      countFrame: () => {},
      keepBadFrame: (_bytes, reason) => {
        throw new Error(`a bad frame: ${reason}`);
      },
      nowMs: Date.now,
    });
    return gateway.port;
  },
  cpuMs: ownCpuMs,
  rssMb: ownRssMb,
});
