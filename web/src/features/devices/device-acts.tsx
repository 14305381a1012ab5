import type { DeviceLine } from '@ftz/shared/contract/device.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/**
 * What a technician can take back: a registration of a person's, and an address that is no longer the
 * device's. Each asks once more, because the first makes a device unheard and the second opens a door.
 */
export function DeviceActs({ device, onChanged }: { device: DeviceLine; onChanged: () => void }) {
  const { devices: text, shell } = useText();
  const isTechnician = usePrincipal()?.role === 'technician';
  const [asking, setAsking] = useState<'device.unpin' | 'device.unregister' | null>(null);
  const { gateway, deviceId, address, byPerson } = device;
  const key = `device/${gateway}/${deviceId}`;
  const act = useAct(key);
  if (!isTechnician) return address ? <span className="detail num">{address}</span> : null;

  const confirm = async () => {
    if (asking === null) return;
    if (await perform(key, asking, { gateway, deviceId }, null)) onChanged();
    setAsking(null);
  };

  if (asking) {
    return (
      <span className="device-acts">
        <button type="button" className="button primary" onClick={() => void confirm()}>
          {asking === 'device.unpin' ? text.unpinSure : text.unregisterSure}
        </button>
        <button type="button" className="button quiet" onClick={() => setAsking(null)}>
          {shell.cancel}
        </button>
      </span>
    );
  }
  return (
    <span className="device-acts">
      {address ? (
        <button
          type="button"
          className="button quiet"
          title={text.unpinHint(address)}
          onClick={() => setAsking('device.unpin')}
        >
          {address}
        </button>
      ) : null}
      {byPerson ? (
        <button
          type="button"
          className="button quiet"
          onClick={() => setAsking('device.unregister')}
        >
          {text.unregister}
        </button>
      ) : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </span>
  );
}
