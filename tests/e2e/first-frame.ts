import type { Page } from 'playwright-core';

declare global {
  interface Window {
    firstFrameMs?: Promise<number>;
  }
}

/**
 * Presses a key and tells how long it takes until the desk's large picture presents a frame of this
 * camera (ms). The picture has to move: the next frame is awaited, too.
 */
export async function firstFrameAfter(page: Page, key: string, cameraId: string): Promise<number> {
  await page.evaluate((id) => {
    window.firstFrameMs = new Promise((resolve) => {
      let pressedAtMs: number | null = null;
      addEventListener('keydown', (event) => (pressedAtMs = event.timeStamp), {
        once: true,
        capture: true,
      });
      const look = () => {
        const tile = document.querySelector(`.desk-cameras .main [data-camera-id="${id}"]`);
        const video = tile?.querySelector('video');
        const fromMs = pressedAtMs;
        if (!video || fromMs === null) return requestAnimationFrame(look);
        return video.requestVideoFrameCallback((_now, first) =>
          video.requestVideoFrameCallback(() => resolve(first.presentationTime - fromMs)),
        );
      };
      look();
    });
  }, cameraId);
  await page.keyboard.press(key);
  return page.evaluate(() => window.firstFrameMs ?? Number.NaN);
}
