import { type RefObject, useEffect, useState } from 'react';

/** How many rows of this height, in arc-minutes, a box of the wall has room for; it is looked at as it is resized. */
export function useRowsThatFit(box: RefObject<HTMLElement | null>, rowArcmin: number): number {
  const [rows, setRows] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watching = new ResizeObserver(() => {
      const arcmin = Number.parseFloat(getComputedStyle(element).getPropertyValue('--arcmin'));
      const rowPx = rowArcmin * (arcmin > 0 ? arcmin : 1);
      // A row that is cut by less than a pixel of rounding fits.
      setRows(Math.floor((element.clientHeight + 1) / rowPx));
    });
    watching.observe(element);
    return () => watching.disconnect();
  }, [box, rowArcmin]);
  return rows;
}
