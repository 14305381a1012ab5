import { withPrograms } from './child-program.ts';
import type { DecodeCosts } from './decode-program.ts';
import { type Bench, figure } from './figure.ts';
import { median } from './sampling.ts';

/** How much a careful decoder may cost beside the least that JavaScript can do with the bytes. */
export const decode: Bench = ({ quick, reps }) =>
  withPrograms(['decode-program.ts'], async (program) => {
    const settings = { frames: 100_000, passes: quick ? 5 : 5 * reps };
    const passes = await program.ask<DecodeCosts[]>('measure', settings);
    const costNs = (subject: keyof DecodeCosts) => median(passes.map((pass) => pass[subject]));
    const split = costNs('split');
    const ours = costNs('decode');
    const millions = 1_000 / ours;
    return [
      figure({
        name: 'decode: JT/T 808, cost per frame',
        value: ours,
        unit: 'ns',
        yardstick: { name: 'JavaScript loop that looks for 0x7e', value: split },
        goal: '<= 3 x',
        holds: ours <= 3 * split,
        detail: { aFramePerChunkNs: costNs('decode, a frame per chunk'), frames: settings.frames },
      }),
      figure({
        name: 'decode: JT/T 808, frames per second of a core',
        value: millions,
        unit: 'million/s',
        goal: '>= 3.5',
        holds: millions >= 3.5,
      }),
    ];
  });
