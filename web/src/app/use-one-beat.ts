import { useEffect } from 'react';
import { serverNow } from '#live/server-clock.ts';

const realignMs = 30_000;

/**
 * What blinks on several screens blinks at the same moment: every repeating animation of the page is set
 * to where it would be, had it begun when the server's clock began.
 */
export function useOneBeat(): void {
  useEffect(() => {
    const begun = ({ target }: AnimationEvent) => {
      if (target instanceof Element) for (const each of target.getAnimations()) align(each);
    };
    const alignAll = () => {
      for (const each of document.getAnimations()) align(each);
    };
    document.addEventListener('animationstart', begun);
    // Clocks of two machines drift apart, and the server's is heard anew.
    const realigning = setInterval(alignAll, realignMs);
    alignAll();
    return () => {
      document.removeEventListener('animationstart', begun);
      clearInterval(realigning);
    };
  }, []);
}

function align(animation: Animation): void {
  const timing = animation.effect?.getComputedTiming();
  const periodMs = Number(timing?.duration);
  const { timeline } = animation;
  if (timing?.iterations !== Number.POSITIVE_INFINITY || !(periodMs > 0)) return;
  if (typeof timeline?.currentTime !== 'number') return;
  animation.startTime = timeline.currentTime - (serverNow() % periodMs);
}
