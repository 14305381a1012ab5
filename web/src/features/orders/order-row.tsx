import type { UpstreamOrder } from '@ftz/shared/contract/order.ts';
import { type SyntheticEvent, useState } from 'react';
import { clockAge, shortAge } from '#lib/age.ts';
import { perform, useAct } from '#live/acts.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** One order: how old, what, until when, and the answer to it. An exercise says so before all else. */
export function OrderRow({ order }: { order: UpstreamOrder }) {
  const { orders: text, shell } = useText();
  const [note, setNote] = useState('');
  const act = useAct(order.id);
  const sending = act.state === 'sending';
  const { id, version, status, content } = order;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void perform(id, 'order.acknowledge', { orderId: id, note: note.trim() || null }, version);
  };

  return (
    <li className={status === 'Actual' ? 'order' : 'order exercise'}>
      {status === 'Actual' ? null : <strong className="exercise-mark">{text.marks[status]}</strong>}
      <Times order={order} />
      <span className="order-words" title={content.text}>
        <b>{content.headline}</b> {content.text}
      </span>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <form onSubmit={submit}>
        <input
          className="field"
          aria-label={text.note}
          placeholder={text.note}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <button type="submit" className="button" disabled={sending}>
          {sending ? shell.sending : text.acknowledge}
        </button>
      </form>
    </li>
  );
}

function Times({ order: { content, receiptedAtMs } }: { order: UpstreamOrder }) {
  const { orders: text } = useText();
  const nowMs = useNow();
  const leftMs = content.dueAtMs - nowMs;
  return (
    <span className="order-times num">
      {text.age(shortAge(nowMs - content.receivedAtMs))}
      {' · '}
      <span className={leftMs < 0 ? 'over' : undefined}>
        {leftMs < 0 ? text.over(clockAge(-leftMs)) : text.left(clockAge(leftMs))}
      </span>
      {receiptedAtMs === null ? ` · ${text.unreceipted}` : null}
    </span>
  );
}
