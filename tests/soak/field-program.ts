import type { CameraState } from '@ftz/mock-feeds/feeds/hls-camera/channel-media.ts';
import { type RunningField, startField } from '@ftz/mock-feeds/start-field.ts';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import { answerQuestions } from '#bench/child-program.ts';

/** Every simulated device of the zone, with its cameras under the hand of who soaks. */
let field: RunningField | null = null;

answerQuestions({
  start: async (plan: FeedPlan) => {
    field = await startField(plan, { nowMs: Date.now, say: () => undefined });
    await field.connected;
  },
  put: ({ cameraId, state }: { cameraId: string; state: CameraState }) =>
    field?.putCamera(cameraId, state),
});
