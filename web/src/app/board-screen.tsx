import type { ReactNode } from 'react';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { classNames } from '#lib/class-names.ts';
import './board-screen.css';

type Props = {
  className?: string;
  /** What nobody at this board may miss, beside a lost connection. */
  bands?: ReactNode;
  children: ReactNode;
};

/** A board that fills the screen, under the bar that every desk has. */
export function BoardScreen({ className, bands, children }: Props) {
  return (
    <div className={classNames('board-screen', className)}>
      <GlobalBar>
        <DutyChip />
      </GlobalBar>
      <ConnectionBands />
      {bands}
      <main>{children}</main>
    </div>
  );
}
