import { type PtzMount, presetLook } from '#sim/ptz-mount.ts';

const path = /^\/ISAPI\/PTZCtrl\/channels\/1\/(?:(continuous)|presets\/(\d{1,3})\/goto)$/;

/** Whether this is a path of the PTZ control of a camera with one channel. */
export const isPtzPath = (asked: string) => path.test(asked);

/** Does what a PUT asks for; the HTTP status that says whether it did. */
export function controlPtz(asked: string, body: string, mount: PtzMount, nowMs: number): number {
  const [, continuous, preset] = path.exec(asked) ?? [];
  if (preset !== undefined) {
    if (Number(preset) < 1 || Number(preset) > 9) return 400;
    mount.goTo(presetLook(Number(preset)));
    return 200;
  }
  const axis = (name: string) =>
    Number(new RegExp(`<${name}>(-?\\d{1,3})</${name}>`).exec(body)?.[1]);
  const [pan, tilt, zoom] = ['pan', 'tilt', 'zoom'].map(axis) as [number, number, number];
  const isSpeed = (value: number) => value >= -100 && value <= 100;
  if (continuous === undefined || ![pan, tilt, zoom].every(isSpeed)) return 400;
  mount.turn({ pan: pan / 100, tilt: tilt / 100, zoom: zoom / 100 }, nowMs);
  return 200;
}
