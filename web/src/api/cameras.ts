import type { CameraEntry, CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { CameraRecording } from '@ftz/shared/contract/recording.ts';
import { vehicleCameraOf } from '@ftz/shared/contract/vehicle-camera.ts';
import { request } from './request.ts';
import { useAskedNow } from './use-asked-now.ts';

const freshForMs = 20_000;
let asked: { atMs: number; answer: Promise<readonly CameraEntry[]> } | null = null;

/** One question for all tiles; a failure is asked again by the next. */
function fetchCameras(): Promise<readonly CameraEntry[]> {
  if (asked && performance.now() - asked.atMs < freshForMs) return asked.answer;
  const answer = request<{ cameras: CameraEntry[] }>('GET', '/api/cameras').then((reply) => {
    if (!reply.ok) asked = null;
    return reply.ok ? reply.value.cameras : [];
  });
  asked = { atMs: performance.now(), answer };
  return answer;
}

/** A vehicle's own camera is in no list, and is asked for by its name. */
async function troubleOf(cameraId: string): Promise<CameraTrouble | null> {
  if (vehicleCameraOf(cameraId) === null) {
    return (await fetchCameras()).find(({ id }) => id === cameraId)?.trouble ?? null;
  }
  const reply = await askTrouble(cameraId);
  return reply.ok ? reply.value.trouble : null;
}

function askTrouble(cameraId: string) {
  const path = `/api/cameras/${encodeURIComponent(cameraId)}/trouble`;
  return request<{ trouble: CameraTrouble | null }>('GET', path);
}

/** Why a camera is no longer shown to this person: nobody is signed in, or it is not his to see. */
export type Withdrawal = 'session' | 'right';

/** Null while it is his, and while nobody can say. What he may not see is, to him, not there. */
export async function askWithdrawal(cameraId: string): Promise<Withdrawal | null> {
  const reply = await askTrouble(cameraId);
  if (reply.ok) return null;
  if (reply.status === 401) return 'session';
  return reply.status === 403 || reply.status === 404 ? 'right' : null;
}

const notRecorded: CameraRecording = { isRecorded: false, trouble: null, sinceMs: null };

/** Null while nobody has answered. Vehicles' own cameras are recorded by the vehicle, not by us. */
async function recordingOf(cameraId: string): Promise<CameraRecording | null> {
  if (vehicleCameraOf(cameraId) !== null) return notRecorded;
  return (await fetchCameras()).find(({ id }) => id === cameraId)?.recording ?? null;
}

/** What a technician has to mend before this camera can show anything; asked only while `isDark`. */
export function useCameraTrouble(cameraId: string, isDark: boolean): CameraTrouble | null {
  return useAskedNow(troubleOf, cameraId, isDark, freshForMs);
}

/** How this camera is recorded; asked only while `isInSight`. */
export function useCameraRecording(cameraId: string, isInSight: boolean): CameraRecording | null {
  return useAskedNow(recordingOf, cameraId, isInSight, freshForMs);
}

/** All cameras as the server told them last, asked again and again; null while nobody has answered. */
export function useCameraEntries(): readonly CameraEntry[] | null {
  return useAskedNow(answeredCameras, '', true, freshForMs);
}

/** Null where nobody could say: no camera is then taken to be well, or not. */
async function answeredCameras(): Promise<readonly CameraEntry[] | null> {
  const cameras = await fetchCameras();
  return cameras.length > 0 ? cameras : null;
}

/** A camera as the server told it last; null while it has not, and where it is not this person's. */
async function entryOf(cameraId: string): Promise<CameraEntry | null> {
  return (await fetchCameras()).find(({ id }) => id === cameraId) ?? null;
}

/** Asked only while `isWanted`. */
export function useCameraEntry(cameraId: string, isWanted: boolean): CameraEntry | null {
  return useAskedNow(entryOf, cameraId, isWanted, freshForMs);
}
