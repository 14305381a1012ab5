import { AreaDesk } from '#features/area-numbers/area-desk.tsx';
import { BoardScreen } from './board-screen.tsx';
import { useBackToDesk } from './use-back-to-desk.ts';

/** How each area stands, and what lies behind each number. */
export function AreasScreen() {
  useBackToDesk();
  return (
    <BoardScreen>
      <AreaDesk />
    </BoardScreen>
  );
}
