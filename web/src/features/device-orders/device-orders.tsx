import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { DeviceAct, TrackedOrder } from '@ftz/shared/contract/device-order.ts';
import { isOrderOpen } from '@ftz/shared/state/device-order-lifecycle.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { OrderCard } from './order-card.tsx';
import { OrderForm } from './order-form.tsx';
import { type Orderable, orderablesOf } from './orderable.ts';
import './device-orders.css';

/** What is asked for now: about which alarm, which device, and to do what. */
type Asked = { alarmId: string; device: Orderable; act: DeviceAct['name'] };

/** The devices of the selected alarm, what they can be told, and what they were told. */
export function DeviceOrders() {
  const { deviceOrder: text } = useText();
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  const site = useSite()?.site ?? null;
  const principal = usePrincipal();
  const [draft, setDraft] = useState<Asked | null>(null);
  // Whoever turns to another alarm must not ask for a device of the last one in its name.
  const asked = draft?.alarmId === alarm?.id ? draft : null;
  const all = useSituation((situation) => situation.deviceOrders);
  // A vehicle may be told later than its alarm: who it is, is asked once a second.
  useNow();
  if (!alarm || !principal) return null;
  const devices = orderablesOf(alarm, site);
  const orders = Object.values(all).filter((order) => isAbout(order, incident?.id, devices));
  const areas = incident?.areas ?? [alarm.area];
  const mayAsk =
    incident?.state !== 'closed' && mayDoInAny(principal, 'device-order.request', areas);
  if (orders.length === 0 && (!mayAsk || devices.length === 0)) return null;
  return (
    <section className="device-orders">
      <h3 className="section-title">{text.title}</h3>
      {mayAsk
        ? devices.map((device) => (
            <div key={device.deviceId} className="order-menu">
              <span className="dim">
                {text[device.kind]} <span className="num">{device.deviceId}</span>
              </span>
              {device.acts.map((act) => (
                <button
                  key={act}
                  type="button"
                  className="button quiet"
                  data-order={act}
                  aria-pressed={asked?.device.deviceId === device.deviceId && asked.act === act}
                  onClick={() => setDraft({ alarmId: alarm.id, device, act })}
                >
                  {wordFor(text.acts, act)}
                </button>
              ))}
            </div>
          ))
        : null}
      {asked && mayAsk ? (
        <OrderForm
          key={`${asked.device.deviceId}/${asked.act}`}
          device={asked.device}
          act={asked.act}
          incidentId={incident?.id ?? null}
          onDone={() => setDraft(null)}
        />
      ) : null}
      <ul>
        {orders.toSorted(byNews).map((order) => (
          <OrderCard key={order.id} order={order} principal={principal} />
        ))}
      </ul>
    </section>
  );
}

function isAbout(
  order: TrackedOrder,
  incidentId: string | undefined,
  devices: readonly Orderable[],
): boolean {
  if (order.incidentId !== null && order.incidentId === incidentId) return true;
  return devices.some(
    ({ gateway, deviceId }) => gateway === order.gateway && deviceId === order.deviceId,
  );
}

const byNews = (a: TrackedOrder, b: TrackedOrder) =>
  Number(isOrderOpen(b)) - Number(isOrderOpen(a)) || b.requestedAtMs - a.requestedAtMs;
