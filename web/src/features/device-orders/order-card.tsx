import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import { isOrderOpen } from '@ftz/shared/state/device-order-lifecycle.ts';
import { clockAge, shortAge } from '#lib/age.ts';
import { perform, useAct } from '#live/acts.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** How far one order is. Sent is never shown as done: only the device's word is. */
export function OrderCard({ order, principal }: { order: TrackedOrder; principal: Principal }) {
  const { deviceOrder: text } = useText();
  const nowMs = useNow();
  const leftMs = order.dueAtMs - nowMs;
  return (
    <li className="order-card" data-order={order.id} data-state={order.state}>
      <div className="order-head">
        <b>{wordFor(text.acts, order.act.name)}</b>
        <span className="num">{order.deviceId}</span>
        <span className="order-state">
          {wordFor(text.states, order.state)}
          {order.failure ? ` · ${wordFor(text.failures, order.failure)}` : null}
        </span>
      </div>
      <p className="dim">
        {text.by(order.requestedBy.name, order.authorisedBy)} ·{' '}
        <span className="num">{text.ago(shortAge(nowMs - order.requestedAtMs))}</span>
        {isOrderOpen(order) && leftMs > 0 ? (
          <span className="num"> · {text.left(clockAge(leftMs))}</span>
        ) : null}
        {' · '}
        {order.reason}
      </p>
      {order.state === 'requested' ? <OrderActs order={order} principal={principal} /> : null}
    </li>
  );
}

function OrderActs({ order, principal }: { order: TrackedOrder; principal: Principal }) {
  const { deviceOrder: text, shell } = useText();
  const act = useAct(order.id);
  const sending = act.state === 'sending';
  const isMine = order.requestedBy.accountId === principal.accountId;
  const mayAuthorise = !isMine && mayDoInAny(principal, 'device-order.authorise', order.areas);
  const mayWithdraw = mayDoInAny(principal, 'device-order.withdraw', order.areas);
  const orderId = order.id;
  const withdrawal = { orderId, reason: text.withdrawnAtDesk };
  return (
    <div className="form-row">
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {mayWithdraw ? (
        <button
          type="button"
          className="button quiet"
          disabled={sending}
          onClick={() => void perform(order.id, 'device-order.withdraw', withdrawal, null)}
        >
          {text.withdraw}
        </button>
      ) : null}
      {mayAuthorise ? (
        <button
          type="button"
          className="button primary"
          data-act="authorise"
          disabled={sending}
          onClick={() =>
            void perform(order.id, 'device-order.authorise', { orderId }, order.version)
          }
        >
          {sending ? shell.sending : text.authorise}
        </button>
      ) : null}
    </div>
  );
}
