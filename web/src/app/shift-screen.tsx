import { useLocation } from 'wouter';
import { useKeys } from '#desk/keys.ts';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { ShiftBoard } from '#features/shift/shift-board.tsx';
import './board-screen.css';

/** Who is on duty, who comes next, and the hand-over between them. B leads back to the desk as it was. */
export function ShiftScreen() {
  useBackToDesk();
  return (
    <div className="board-screen shift-screen">
      <GlobalBar>
        <DutyChip />
      </GlobalBar>
      <ConnectionBands />
      <main>
        <ShiftBoard />
      </main>
    </div>
  );
}

export function useBackToDesk(): void {
  const [, navigate] = useLocation();
  const back = () => navigate('/desk');
  useKeys({ b: back, Escape: back });
}
