import { randomUUID } from 'node:crypto';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { signIn } from '#sign-in.ts';
import { type Name, password } from './people.ts';

/** What somebody does without a screen, where the story is about somebody else's. */
export type Hand = {
  act: <N extends CommandName>(name: N, argument: CommandArgument<N>) => Promise<void>;
  situation: () => Promise<Situation>;
  /** Everything that he may see of the log, from its beginning. */
  log: () => Promise<DurableEvent[]>;
};

export async function takeHand(url: string, name: Name): Promise<Hand> {
  const cookie = await signIn(url, name, password);
  return {
    act: async (command, argument) => {
      const commandId = randomUUID();
      const response = await fetch(`${url}/api/commands`, {
        method: 'POST',
        headers: { cookie, 'content-type': 'application/json' },
        body: JSON.stringify({ commandId, name: command, basedOnVersion: null, argument }),
      });
      if (!response.ok) throw new Error(`${name} ${command}: ${await response.text()}`);
    },
    situation: async () => {
      const response = await fetch(`${url}/api/situation`, { headers: { cookie } });
      const { situation } = (await response.json()) as { situation: Situation };
      return situation;
    },
    log: async () => {
      const all: DurableEvent[] = [];
      for (let afterSeq = 0; ; ) {
        const page = `${url}/api/events?afterSeq=${afterSeq}&limit=1000`;
        const response = await fetch(page, { headers: { cookie } });
        const { upToSeq, events } = (await response.json()) as {
          upToSeq: number;
          events: DurableEvent[];
        };
        all.push(...events);
        if (upToSeq === afterSeq) return all;
        afterSeq = upToSeq;
      }
    },
  };
}
