import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { keepAct, useOutbox } from '#live/phone-outbox.ts';
import { expectedTask } from './expected-task.ts';

type More = { lane?: string; fileIds?: string[] };

/** What happens when a button of the phone is pressed: it is kept here, and sent as soon as that is possible. */
export type FieldAct = {
  /** This phone could not keep it: nothing has happened. */
  failed: boolean;
  busy: boolean;
  act: <N extends CommandName>(
    name: N,
    said: Omit<CommandArgument<N>, 'taskId'>,
    more?: More,
  ) => Promise<boolean>;
};

export function useFieldAct(taskId: string): FieldAct {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  return {
    failed: state === 'failed',
    busy: state === 'busy',
    act: async (name, said, more = {}) => {
      setState('busy');
      const argument = { taskId, ...said } as CommandArgument<typeof name>;
      const kept = await keepAct({ name, argument, thing: taskId, ...more });
      if (kept) navigator.vibrate?.(40);
      setState(kept ? 'ready' : 'failed');
      return kept;
    },
  };
}

/** As it will be once all that this phone keeps has been taken. */
export function useExpectedTask(task: Task): Task {
  const { acts } = useOutbox();
  return expectedTask(task, acts, usePrincipal());
}
