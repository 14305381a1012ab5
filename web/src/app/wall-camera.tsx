import type { Camera } from '@ftz/shared/contract/site.ts';
import { VideoTile } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import './wall-camera.css';

/** One picture of a wall, as large as its place. */
export function WallCamera({ camera }: { camera: Camera }) {
  return (
    <div className="wall-camera">
      <LatePart>
        <VideoTile camera={camera} big />
      </LatePart>
    </div>
  );
}
