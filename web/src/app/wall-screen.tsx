import { useLightOfPage } from '#desk/theme.ts';
import { HallSound } from '#features/alarm-sound/alarm-sound.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { CriticalBand } from '#features/wall-parts/critical-note.tsx';
import { useSituation } from '#live/durable-store.ts';
import { ScenePanes } from './scene-panes.tsx';
import { useOneBeat } from './use-one-beat.ts';
import { useShown } from './use-shown.ts';
import { useWallFrame } from './use-wall-frame.ts';
import { useWallKeeper } from './use-wall-keeper.ts';
import { useWallNumber } from './use-wall-number.ts';
import './wall-screen.css';

/**
 * What hangs in the hall: the scene that the house says (`shownOnWall`), and above it, whatever that is,
 * what nobody may miss. All sizes are arc-minutes for the eye of the viewer.
 */
export function WallScreen() {
  const wallId = useWallNumber();
  const wall = useSituation(({ walls }) => walls[wallId ?? ''] ?? null);
  const shown = useShown(wall);
  const frame = useWallFrame(wall);
  useWallKeeper(shown);
  useLightOfPage(shown.night ? 'night' : 'dark');
  useOneBeat();
  const { critical, scene, why } = shown;
  const isTold = scene.panes.some(({ part }) => part === 'emergency-report');
  return (
    <div className="wall-screen" style={frame.style} data-why={why} data-joined={!!wall?.joint}>
      <HallSound />
      <div className="wall-bands">
        <ConnectionBands at="wall" />
        {isTold ? null : <EmergencyBand at="wall" />}
        {critical?.in === 'band' ? (
          <CriticalBand critical={critical} beside={shown.thrown !== null} />
        ) : null}
      </div>
      <main className="wall-sight">
        <div className="wall-canvas" style={frame.canvas}>
          <ScenePanes shown={shown} size={frame.size} sight={frame.sight} />
        </div>
      </main>
    </div>
  );
}
