/** Work that nobody waits for, on a beat or a commit: it must neither end the process nor fail unseen. */
export type Watch = {
  /** Does it now. What it throws is told in `health` until the same work succeeds. */
  run: (name: string, work: () => void | Promise<void>) => void;
  health: () => { ok: boolean; detail: string };
};

export function createWatch(): Watch {
  const failing = new Map<string, string>();
  let failures = 0;
  const failed = (name: string) => (error: unknown) => {
    failures += 1;
    failing.set(name, `${name}: ${error instanceof Error ? error.message : String(error)}`);
  };
  return {
    run: (name, work) => {
      try {
        const done = work();
        if (done) done.then(() => failing.delete(name), failed(name));
        else failing.delete(name);
      } catch (error) {
        failed(name)(error);
      }
    },
    health: () => ({
      ok: failing.size === 0,
      detail: [...failing.values(), `${failures} failures`].join('; '),
    }),
  };
}
