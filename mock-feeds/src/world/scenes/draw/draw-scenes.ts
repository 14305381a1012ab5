import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { sceneByName } from './scene-list.ts';
import { develop, outHeight, outWidth } from './sensor.ts';
import { createStage } from './stage.ts';

/**
 * Draws the loops that the simulated cameras show, in software, and cuts them into fMP4 fragments:
 * `node draw-scenes.ts [scene…]` (needs ffmpeg with libx264, takes about a minute a scene). The
 * result lies beside this folder and is kept in the repository: nobody needs ffmpeg to start.
 * 24 s of 15 pictures a second, one key picture a second, no B-frames: every fragment stands alone.
 */
const framesPerSecond = 15;
const loopSeconds = 24;

function encoderArguments(folder: string): string[] {
  const input = ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${outWidth}x${outHeight}`];
  const key = String(framesPerSecond);
  const codec = ['-c:v', 'libx264', '-profile:v', 'main', '-preset', 'slow', '-bf', '0'];
  const rate = ['-crf', '28', '-maxrate', '136k', '-bufsize', '272k'];
  const keys = ['-g', key, '-keyint_min', key, '-sc_threshold', '0'];
  const hls = ['-f', 'hls', '-hls_time', '2', '-hls_list_size', '0', '-hls_segment_type', 'fmp4'];
  const files = ['-hls_segment_filename', `${folder}/%02d.m4s`, listOf(folder)];
  return [
    ...['-y', '-v', 'error', ...input, '-framerate', key, '-i', '-', '-an'],
    ...['-vf', 'scale=out_range=tv,format=yuv420p', ...codec, ...rate, ...keys],
    ...[...hls, '-hls_fmp4_init_filename', 'init.mp4', ...files],
  ];
}

/** The encoder insists on a playlist; the head-end writes its own. */
const listOf = (folder: string) => `${folder}/loop.m3u8`;

async function drawScene(name: string): Promise<void> {
  const draw = createStage(sceneByName(name));
  const folder = fileURLToPath(new URL(`../${name}`, import.meta.url));
  await mkdir(folder, { recursive: true });
  const stdio = ['pipe', 'inherit', 'inherit'] as const;
  const encoder = spawn('ffmpeg', encoderArguments(folder), { stdio: [...stdio] });
  const ended = once(encoder, 'close');
  for (let frame = 0; frame < framesPerSecond * loopSeconds; frame += 1) {
    const { light } = draw(frame / framesPerSecond);
    const bytes = develop(light, sceneByName(name).sensor, frame);
    if (!encoder.stdin?.write(bytes))
      await Promise.race([once(encoder.stdin ?? encoder, 'drain'), ended]);
  }
  encoder.stdin?.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with ${code} at scene ${name}`);
  await rm(listOf(folder));
}

for (const name of process.argv.slice(2)) await drawScene(name);
