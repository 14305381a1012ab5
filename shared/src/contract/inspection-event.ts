import { type TSchema, Type } from 'typebox';
import { Call, CallEnd } from './call.ts';
import { Id } from './ids.ts';
import { ClipEnd, Inspection, InspectionCameras, InspectionClip } from './inspection.ts';

const taskRef = { taskId: Id, incidentId: Id };

/** What happens in a video inspection. */
export const inspectionPayloads = {
  'inspection.began': Type.Object({ inspection: Inspection }),
  'inspection.cameras-chosen': Type.Object({ ...taskRef, cameraIds: InspectionCameras }),
  'inspection.recording-started': Type.Object({ ...taskRef, clip: InspectionClip }),
  'inspection.recording-ended': Type.Object({
    ...taskRef,
    clip: InspectionClip,
    why: ClipEnd,
  }),
  'inspection.ended': Type.Object({ ...taskRef }),
} as const satisfies Record<string, TSchema>;

/** What happens to a call between the desk and a phone. */
export const callPayloads = {
  'call.started': Type.Object({ call: Call }),
  'call.ended': Type.Object({
    ...taskRef,
    callId: Id,
    tookMs: Type.Integer({ minimum: 0 }),
    why: CallEnd,
  }),
} as const satisfies Record<string, TSchema>;
