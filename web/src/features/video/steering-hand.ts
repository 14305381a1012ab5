import type { CameraMotion } from '@ftz/shared/contract/steering.ts';

type Move = Extract<CameraMotion, { act: 'move' }>;
export type Speeds = Omit<Move, 'act'>;

export type SteeringHand = {
  /** Goes on until it is let go of; again with other speeds: turns on like that. */
  hold: (speeds: Speeds) => void;
  letGo: () => void;
  goTo: (preset: number) => void;
};

/** Well within the second after which the house stops a camera that it hears nothing of. */
const sayAgainMs = 400;

/**
 * A hand on a camera. What it holds is said again and again, one word after another: a late move must never
 * overtake a stop. `send` tells whether the house took it: who is refused holds nothing any more.
 */
export function createSteeringHand(send: (motion: CameraMotion) => Promise<boolean>): SteeringHand {
  let held: Move | null = null;
  let waiting: CameraMotion | null = null;
  let isSending = false;
  let timer: ReturnType<typeof setInterval> | null = null;

  const say = (motion: CameraMotion) => {
    waiting = motion;
    if (!isSending) void sendWaiting();
  };
  const sendWaiting = async () => {
    isSending = true;
    while (waiting) {
      const motion = waiting;
      waiting = null;
      const taken = await send(motion).catch(() => false);
      if (!taken && motion.act === 'move') drop();
    }
    isSending = false;
  };
  const drop = () => {
    held = null;
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const letGo = () => {
    if (!held) return;
    drop();
    say({ act: 'stop' });
  };
  return {
    hold: (speeds) => {
      held = { act: 'move', ...speeds };
      say(held);
      timer ??= setInterval(() => {
        // While an answer is awaited the word before it still counts.
        if (held && !isSending) say(held);
      }, sayAgainMs);
    },
    letGo,
    goTo: (preset) => {
      drop();
      say({ act: 'preset', preset });
    },
  };
}
