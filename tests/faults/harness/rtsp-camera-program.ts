import { site } from '@ftz/shared/site/site.ts';

/**
 * The command center of a zone of which one camera plays by RTSP itself, and only some are recorded. `RTSP_CAMERA` is
 * its id and address, `RECORDED_CAMERAS` the ids of all that are; both with commas between.
 */
const [id, url] = (process.env.RTSP_CAMERA ?? '').split(',');
const recorded = (process.env.RECORDED_CAMERAS ?? '').split(',');
for (const camera of site.cameras) {
  if (!recorded.includes(camera.id)) camera.recordHours = 0;
  if (camera.id === id && url !== undefined) camera.source = { kind: 'rtsp', url };
}
await import(new URL('../../../bff/src/main.ts', import.meta.url).href);
