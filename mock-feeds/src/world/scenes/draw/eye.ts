import { cross, dot, normalize, scale, subtract, type Vec3 } from './vector.ts';

/** The camera: where it hangs, what it looks at, and how wide. */
export type Eye = { at: Vec3; look: Vec3; fovDeg: number };

/** The picture before it is brought down to half its size: that is the anti-aliasing. */
export const width = 1280;
export const height = 720;

/** The eye's axes, and the distance of the picture plane in pixels. */
export type View = { at: Vec3; right: Vec3; up: Vec3; forward: Vec3; focal: number };

export function viewOf(eye: Eye): View {
  const forward = normalize(subtract(eye.look, eye.at));
  const right = normalize(cross([0, 1, 0], forward));
  const focal = width / 2 / Math.tan((eye.fovDeg * Math.PI) / 360);
  return { at: eye.at, right, up: cross(forward, right), forward, focal };
}

/** Right, up and ahead of the eye, in metres. */
export function toEye(view: View, point: Vec3): Vec3 {
  const d = subtract(point, view.at);
  return [dot(d, view.right), dot(d, view.up), dot(d, view.forward)];
}

/** The direction of a pixel, of length 1 along `forward`: times the depth gives the place. */
export function rayOf(view: View, x: number, y: number): Vec3 {
  const [a, b] = [(x + 0.5 - width / 2) / view.focal, (height / 2 - y - 0.5) / view.focal];
  const [r, u] = [scale(view.right, a), scale(view.up, b)];
  return [
    view.forward[0] + r[0] + u[0],
    view.forward[1] + r[1] + u[1],
    view.forward[2] + r[2] + u[2],
  ];
}
