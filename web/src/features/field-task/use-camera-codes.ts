import { type RefObject, useEffect, useRef, useState } from 'react';

/** `refused`: no camera, or the person does not allow it; then he types. */
export type CameraState = 'starting' | 'looking' | 'refused';

const lookEveryMs = 120;
/** A code that is read the same twice was not read from half of another one. */
const agreeing = 2;

/** Looks through the rear camera until a code was read; the camera ends with the component. */
export function useCameraCodes(
  video: RefObject<HTMLVideoElement | null>,
  onRead: (text: string) => void,
): CameraState {
  const [state, setState] = useState<CameraState>('starting');
  const told = useRef(onRead);
  told.current = onRead;
  useEffect(() => {
    const turn = new AbortController();
    look(video, turn.signal, () => setState('looking')).then(
      (text) => {
        if (text !== null && !turn.signal.aborted) told.current(text);
      },
      () => {
        if (!turn.signal.aborted) setState('refused');
      },
    );
    return () => turn.abort();
  }, [video]);
  return state;
}

async function look(
  video: RefObject<HTMLVideoElement | null>,
  signal: AbortSignal,
  started: () => void,
): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const worker = new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' });
  try {
    const shown = video.current;
    if (signal.aborted || !shown) return null;
    shown.srcObject = stream;
    await shown.play();
    started();
    return await readUntilSure(worker, shown, signal);
  } finally {
    worker.terminate();
    for (const track of stream.getTracks()) track.stop();
  }
}

async function readUntilSure(
  worker: Worker,
  video: HTMLVideoElement,
  signal: AbortSignal,
): Promise<string | null> {
  let last: string | null = null;
  let times = 0;
  while (!signal.aborted) {
    const text =
      video.videoWidth > 0 ? await readOnce(worker, await createImageBitmap(video)) : null;
    if (text !== null) {
      times = text === last ? times + 1 : 1;
      last = text;
      if (times >= agreeing) return text;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return null;
}

function readOnce(worker: Worker, image: ImageBitmap): Promise<string | null> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<string | null>) => resolve(data);
    worker.onerror = () => reject(new Error('the reader did not start'));
    worker.postMessage(image, [image]);
  });
}
