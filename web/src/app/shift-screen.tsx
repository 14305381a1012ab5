import { ShiftBoard } from '#features/shift/shift-board.tsx';
import { BoardScreen } from './board-screen.tsx';
import { useBackToDesk } from './use-back-to-desk.ts';

/** Who is on duty, who comes next, and the hand-over between them. */
export function ShiftScreen() {
  useBackToDesk();
  return (
    <BoardScreen className="shift-screen">
      <ShiftBoard />
    </BoardScreen>
  );
}
