import { AreaDesk } from '#features/area-numbers/area-desk.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { useBackToDesk } from './shift-screen.tsx';
import './board-screen.css';

/** How each area stands, and what lies behind each number. */
export function AreasScreen() {
  useBackToDesk();
  return (
    <div className="board-screen">
      <GlobalBar>
        <DutyChip />
      </GlobalBar>
      <ConnectionBands />
      <main>
        <AreaDesk />
      </main>
    </div>
  );
}
