import { FiguresBoard } from '#features/figures/figures-board.tsx';
import { BoardScreen } from './board-screen.tsx';
import { AlarmRateChart } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { useBackToDesk } from './use-back-to-desk.ts';

/** How the alarms and the answers to them have been. */
export function FiguresScreen() {
  useBackToDesk();
  return (
    <BoardScreen>
      <FiguresBoard
        chart={(sheet) => (
          <div className="chart-slot">
            <LatePart>
              <AlarmRateChart sheet={sheet} />
            </LatePart>
          </div>
        )}
      />
    </BoardScreen>
  );
}
