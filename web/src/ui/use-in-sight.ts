import { useEffect, useState } from 'react';

/** True while the tile is on the screen and the page is the one in front. */
export function useInSight(tile: React.RefObject<HTMLElement | null>): boolean {
  const [isInSight, setInSight] = useState(false);
  useEffect(() => {
    if (!tile.current) return;
    let isOnScreen = false;
    const decide = () => setInSight(isOnScreen && document.visibilityState === 'visible');
    const observer = new IntersectionObserver((entries) => {
      isOnScreen = entries.at(-1)?.isIntersecting ?? false;
      decide();
    });
    observer.observe(tile.current);
    document.addEventListener('visibilitychange', decide);
    return () => {
      observer.disconnect();
      document.removeEventListener('visibilitychange', decide);
    };
  }, [tile]);
  return isInSight;
}
