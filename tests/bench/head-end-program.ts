import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import { answerQuestions } from './child-program.ts';
import { manyCameras } from './many-cameras.ts';

/** The head-end of a zone with many cameras: drawn scenes of 640x360 at 15 pictures a second. */
answerQuestions({
  start: async (count: number) => {
    const cameras = manyCameras(count);
    const headEnd = await startCameras({ host: '127.0.0.1', port: 0, cameras, nowMs: Date.now });
    return headEnd.port;
  },
});
