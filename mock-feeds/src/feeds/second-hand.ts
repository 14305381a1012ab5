const secondMs = 1_000;
const slots = 20;

type Watcher = () => void;

/** Who is woken in which twentieth of a second, so that a fleet's work is spread and needs one timer. */
const wheel = Array.from({ length: slots }, () => new Set<Watcher>());
let timer: NodeJS.Timeout | null = null;
let watchers = 0;
let joined = 0;
let at = 0;

function turn(): void {
  at = (at + 1) % slots;
  for (const watcher of wheel[at] ?? []) watcher();
}

/** Calls `watcher` once a second until the returned function is called. */
export function everySecond(watcher: Watcher): () => void {
  const slot = wheel[joined++ % slots] as Set<Watcher>;
  // A function of its own, so that who joins twice is called twice.
  const own = () => watcher();
  slot.add(own);
  watchers += 1;
  timer ??= setInterval(turn, secondMs / slots);
  return () => {
    if (!slot.delete(own)) return;
    watchers -= 1;
    if (watchers > 0 || timer === null) return;
    clearInterval(timer);
    timer = null;
  };
}
