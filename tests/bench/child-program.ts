import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * Whatever is measured runs in a process of its own, so that its CPU and memory are its alone. A
 * program answers questions by name; the bench asks them.
 */
type Question = { id: number; name: string; argument: unknown };
type Answer = { id: number; value?: unknown; error?: string };

export type ChildProgram = {
  pid: number;
  /** Rejects with what went wrong there, and when the program ends before it has answered. */
  ask: <T>(name: string, argument?: unknown) => Promise<T>;
  end: () => Promise<void>;
};

/** Starts a program of this folder, by its file name. */
export function startProgram(file: string, nodeFlags: string[] = []): ChildProgram {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child: ChildProcess = fork(path, { execArgv: nodeFlags, serialization: 'advanced' });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let asked = 0;
  const ended = once(child, 'exit').then(([code]) => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended, code ${code}`));
  });
  child.on('message', ({ id, value, error }: Answer) => {
    const answer = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) answer?.resolve(value);
    else answer?.reject(new Error(`${file}: ${error}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: <T>(name: string, argument?: unknown) => {
      const answer = Promise.withResolvers<unknown>();
      const id = asked++;
      waiting.set(id, answer);
      child.send({ id, name, argument } satisfies Question);
      return answer.promise as Promise<T>;
    },
    end: async () => {
      if (child.connected) child.disconnect();
      const lastResort = setTimeout(() => child.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(lastResort);
    },
  };
}

/** The other end: the program itself. It ends when the bench lets go of it. */
export function answerQuestions(
  answers: Record<string, (argument: never) => Promise<unknown> | unknown>,
): void {
  const send = (answer: Answer) => void (process.connected && process.send?.(answer));
  process.on('message', ({ id, name, argument }: Question) => {
    Promise.resolve()
      .then(() => {
        const answer = answers[name];
        if (!answer) throw new Error(`no answer to "${name}"`);
        return answer(argument as never);
      })
      .then((value) => send({ id, value }))
      .catch((error: Error) => send({ id, error: error.stack ?? error.message }));
  });
  process.once('disconnect', () => process.exit(0));
}

/** Runs with programs that are ended whatever happens. */
export async function withPrograms<T>(
  files: readonly string[],
  run: (...programs: ChildProgram[]) => Promise<T>,
): Promise<T> {
  const programs = files.map((file) => startProgram(file));
  try {
    return await run(...programs);
  } finally {
    await Promise.all(programs.map((program) => program.end()));
  }
}
