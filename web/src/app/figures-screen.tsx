import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { FiguresBoard } from '#features/figures/figures-board.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { AlarmRateChart } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { useBackToDesk } from './shift-screen.tsx';
import './board-screen.css';

/** How the alarms and the answers to them have been. */
export function FiguresScreen() {
  useBackToDesk();
  return (
    <div className="board-screen">
      <GlobalBar>
        <DutyChip />
      </GlobalBar>
      <ConnectionBands />
      <main>
        <FiguresBoard
          chart={(sheet) => (
            <div className="chart-slot">
              <LatePart>
                <AlarmRateChart sheet={sheet} />
              </LatePart>
            </div>
          )}
        />
      </main>
    </div>
  );
}
