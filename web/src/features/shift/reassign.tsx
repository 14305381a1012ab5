import type { HandOver } from '@ftz/shared/contract/hand-over.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { successorsOf } from './successors.ts';

/** Nobody came: the supervisor names somebody on duty, himself among them. */
export function Reassign({ handOver }: { handOver: HandOver }) {
  const { shift } = useText();
  const text = shift.handOver;
  const act = useAct(handOver.id);
  const people = useSituation((situation) => successorsOf(situation, handOver.outgoing.accountId));
  const name = (toAccountId: string) =>
    void perform(handOver.id, 'hand-over.reassign', { handOverId: handOver.id, toAccountId }, null);
  return (
    <fieldset className="choices">
      <legend>{text.reassign}</legend>
      {people.map(({ accountId, username }) => (
        <button key={accountId} type="button" className="button" onClick={() => name(accountId)}>
          {username}
        </button>
      ))}
      {people.length === 0 ? <p className="none">{text.noSuccessor}</p> : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </fieldset>
  );
}
