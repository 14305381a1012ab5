import type { ReactNode } from 'react';
import './thing-button.css';

type Props = {
  isSelected: boolean;
  onSelect: () => void;
  children: ReactNode;
};

/** The name of something that stands on the map too: a press points it out everywhere, or lets go of it. */
export function ThingButton({ isSelected, onSelect, children }: Props) {
  return (
    <button
      type="button"
      className="thing-button"
      aria-pressed={isSelected}
      onClick={(event) => {
        event.stopPropagation();
        onSelect();
      }}
    >
      {children}
    </button>
  );
}
