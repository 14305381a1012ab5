import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { ScenesBoard } from '#features/scenes/scenes-board.tsx';
import { BlindWalls } from '#features/wall-sight/blind-walls.tsx';
import { ScenePreview } from './scene-preview.tsx';
import './board-screen.css';

/** What the walls show, and how it is laid out. */
export function ScenesScreen() {
  return (
    <div className="board-screen scenes-screen">
      <GlobalBar>
        <DutyChip />
      </GlobalBar>
      <ConnectionBands />
      <EmergencyBand at="desk" />
      <BlindWalls />
      <main>
        <ScenesBoard preview={(scene) => <ScenePreview scene={scene} />} />
      </main>
    </div>
  );
}
