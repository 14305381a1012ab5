import { expect, it } from 'vitest';
import { parseFrameCounts } from './frame-counts.ts';

it('reads the device counters and passes over everything else', () => {
  const metrics = [
    '# HELP ftz_device_frames_total frames by gateway and result',
    'ftz_device_frames_total{gateway="jt808",result="accepted"} 1.2e+3',
    'ftz_device_frames_total{result="bad-checksum",gateway="perimeter-dc09"} 7',
    'ftz_live_clients 3',
  ].join('\n');
  expect(parseFrameCounts(metrics)).toEqual([
    { gateway: 'jt808', result: 'accepted', count: 1200 },
    { gateway: 'perimeter-dc09', result: 'bad-checksum', count: 7 },
  ]);
});
