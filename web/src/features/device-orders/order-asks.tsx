import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import { usePrincipal } from '#api/session.ts';
import { select } from '#desk/selection.ts';
import { clockAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';

/** Orders that wait for a second person, told to whoever could be that person; he answers in the incident. */
export function OrderAsks() {
  const principal = usePrincipal();
  const orders = useSituation(({ deviceOrders }) =>
    Object.values(deviceOrders).filter(({ state }) => state === 'requested'),
  );
  const mine = orders.filter(
    ({ areas, incidentId, requestedBy }) =>
      principal !== null &&
      incidentId !== null &&
      requestedBy.accountId !== principal.accountId &&
      mayDoInAny(principal, 'device-order.authorise', areas),
  );
  return mine.map((order) => <OrderAsk key={order.id} order={order} />);
}

function OrderAsk({ order }: { order: TrackedOrder }) {
  const { asks, deviceOrder } = useText();
  const alarmId = useSituation(
    ({ incidents }) => incidents[order.incidentId ?? '']?.alarms[0]?.alarmId ?? null,
  );
  const leftMs = order.dueAtMs - useNow();
  const look = () => select({ alarmId, incidentId: order.incidentId });
  return (
    <AskLine
      title={asks.authorise}
      timeLeft={asks.left(clockAge(leftMs))}
      overdue={leftMs < 0}
      acts={
        <button type="button" className="button" onClick={look}>
          {asks.look}
        </button>
      }
    >
      {wordFor(deviceOrder.acts, order.act.name)} {order.deviceId} · {order.requestedBy.name} ·{' '}
      {order.reason}
    </AskLine>
  );
}
