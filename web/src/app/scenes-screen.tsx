import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { ScenesBoard } from '#features/scenes/scenes-board.tsx';
import { BlindWalls } from '#features/wall-sight/blind-walls.tsx';
import { BoardScreen } from './board-screen.tsx';
import { ScenePreview } from './scene-preview.tsx';

/** What the walls show, and how it is laid out. */
export function ScenesScreen() {
  const bands = (
    <>
      <EmergencyBand at="desk" />
      <BlindWalls />
    </>
  );
  return (
    <BoardScreen className="scenes-screen" bands={bands}>
      <ScenesBoard preview={(scene) => <ScenePreview scene={scene} />} />
    </BoardScreen>
  );
}
