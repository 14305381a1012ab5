import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { VideoHearer } from '#domain/vehicle-video.ts';
import { createVehicleStreams } from './vehicle-streams.ts';

/** Who was called and who was hung up on, and what their terminals say. */
function rig(more: { mostStreams?: number; idleMs?: number; ffmpeg?: string } = {}) {
  const picturesDir = mkdtempSync(join(tmpdir(), 'ftz-vehicles-'));
  const calls: string[] = [];
  const hearers: VideoHearer[] = [];
  const streams = createVehicleStreams({
    ...{ ffmpeg: 'no-such-ffmpeg', picturesDir, ...more },
    report: { understood: () => undefined, refused: () => undefined },
    video: {
      call: ({ terminalId, channel }, hearer) => {
        calls.push(`call ${terminalId}/${channel}`);
        hearers.push(hearer);
        return { hangUp: () => void calls.push(`hang up ${terminalId}/${channel}`) };
      },
    },
  });
  onTestFinished(async () => {
    await streams.close();
    rmSync(picturesDir, { recursive: true, force: true });
  });
  const use = (n: number) => streams.use(`V${n}-CH1`, { terminalId: `T${n}`, channel: 1 });
  return { streams, calls, hearers, use };
}

it('calls once for all who look, and hangs up when nobody does', async () => {
  const { calls, use } = rig({ idleMs: 600 });
  expect(use(1)).toBe(use(1));
  expect(calls).toEqual(['call T1/1']);
  await vi.waitFor(() => expect(calls).toEqual(['call T1/1', 'hang up T1/1']));
  use(1);
  expect(calls.at(-1)).toBe('call T1/1');
});

it('has room for so many and says so to the next', async () => {
  const { streams, calls, use } = rig({ mostStreams: 2, idleMs: 600 });
  use(1);
  use(2);
  expect(use(3)).toBeNull();
  expect(streams.troubleOf('V3-CH1')).toBe('too-many-streams');
  expect(streams.troubleOf('V1-CH1')).toBeNull();
  await vi.waitFor(() => expect(calls).toContain('hang up T1/1'));
  expect(use(3)).not.toBeNull();
  expect(streams.troubleOf('V3-CH1')).toBeNull();
});

it('tells what the terminal, or the missing program, has to do with it', async () => {
  const { streams, hearers, use } = rig();
  use(1);
  hearers[0]?.trouble('vehicle-offline');
  expect(streams.troubleOf('V1-CH1')).toBe('vehicle-offline');
  hearers[0]?.trouble(null);
  expect(streams.troubleOf('V1-CH1')).toBeNull();
  hearers[0]?.frame({ bytes: Uint8Array.of(0, 0, 0, 1), isKey: true });
  await vi.waitFor(() => expect(streams.troubleOf('V1-CH1')).toBe('ffmpeg-missing'));
});

it('hangs up on all of them at the end', async () => {
  const { streams, calls, use } = rig();
  use(1);
  use(2);
  await streams.close();
  expect(calls.filter((each) => each.startsWith('hang up'))).toHaveLength(2);
});
