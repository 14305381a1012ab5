import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import { openOrders } from '@ftz/shared/state/upstream-order-lifecycle.ts';
import { useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { OrderRow } from './order-row.tsx';
import './orders-strip.css';

/** What the national centre wants, for those who may answer it; O leads to the first one. */
export function OrdersStrip() {
  const { orders: text } = useText();
  const principal = usePrincipal();
  const orders = useSituation((situation) => situation.orders);
  const list = useRef<HTMLUListElement>(null);
  const mine = openOrders(orders).filter(
    ({ areas }) => principal !== null && mayDoInAny(principal, 'order.acknowledge', areas),
  );
  const may = principal?.areas.some((area) => mayDoInAny(principal, 'order.acknowledge', [area]));
  useKeys(mine.length > 0 ? { o: () => list.current?.querySelector('input')?.focus() } : {});
  if (!may) return null;
  return (
    <section className="orders-strip" aria-label={text.title}>
      <h2>
        {text.title} <kbd>O</kbd>
      </h2>
      {mine.length === 0 ? <p>{text.none}</p> : null}
      <ul ref={list}>
        {mine.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </section>
  );
}
