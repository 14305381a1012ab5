/** What has to be undone: processes to end, mounts to take off, folders to forget. */
const open = new Set<() => Promise<void>>();

/** Registers how to undo what was just done; undone last in, first out. */
export type After = (undo: () => unknown) => void;

/** Does the work, and undoes all that it registered, however it ended. */
export async function undoing<T>(work: (after: After) => Promise<T>): Promise<T> {
  const undos: (() => unknown)[] = [];
  const undoAll = async () => {
    open.delete(undoAll);
    for (const undo of undos.splice(0).reverse()) {
      try {
        await undo();
      } catch (error) {
        process.stderr.write(`not undone: ${String(error)}\n`);
      }
    }
  };
  open.add(undoAll);
  try {
    return await work((undo) => void undos.push(undo));
  } finally {
    await undoAll();
  }
}

/** For who is told to end in the middle of it. */
export async function undoEverything(): Promise<void> {
  for (const undoAll of [...open].reverse()) await undoAll();
}
