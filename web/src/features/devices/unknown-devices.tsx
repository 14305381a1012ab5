import type { UnknownDevice } from '@ftz/shared/contract/device.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { shortAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import type { Inspected } from './frame-inspector.tsx';
import { RegisterForm } from './register-form.tsx';
import './unknown-devices.css';

type Props = {
  unknown: readonly UnknownDevice[];
  onInspect: (inspected: Inspected) => void;
  onRegistered: () => void;
};

const nameOf = ({ gateway, deviceId }: UnknownDevice) => `${gateway}/${deviceId}`;

/** Strangers on our ports, the newest first, each one step from being registered. */
export function UnknownDevices({ unknown, onInspect, onRegistered }: Props) {
  const { devices: text } = useText();
  const [open, setOpen] = useState<string | null>(null);
  const newestFirst = [...unknown].sort((a, b) => b.firstSeenAtMs - a.firstSeenAtMs);
  return (
    <section className="device-section strangers" aria-label={text.unknown}>
      <header>
        <h2>{text.unknown}</h2>
        <span className="num">{unknown.length}</span>
      </header>
      <p className="hint">{unknown.length === 0 ? text.noUnknown : text.unknownHint}</p>
      {unknown.length === 0 ? null : (
        <ul className="stranger-list">
          {newestFirst.map((device) => (
            <Stranger
              key={nameOf(device)}
              device={device}
              open={open === nameOf(device)}
              onInspect={onInspect}
              onOpen={(wanted) => setOpen(wanted ? nameOf(device) : null)}
              onRegistered={() => {
                setOpen(null);
                onRegistered();
              }}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type StrangerProps = {
  device: UnknownDevice;
  open: boolean;
  onInspect: Props['onInspect'];
  onOpen: (wanted: boolean) => void;
  onRegistered: () => void;
};

function Stranger({ device, open, onInspect, onOpen, onRegistered }: StrangerProps) {
  const { devices: text, shell } = useText();
  const isTechnician = usePrincipal()?.role === 'technician';
  const nowMs = useNow();
  const { gateway, deviceId, firstSeenAtMs } = device;
  return (
    <li className="abnormal">
      <div className="stranger">
        <button
          type="button"
          className="row-button device-state num"
          title={text.showFrames}
          onClick={() => onInspect({ gateway, deviceId })}
        >
          {deviceId}
        </button>
        <span>{wordFor(shell.gateways, gateway)}</span>
        <span className="num when">
          {text.firstSeen} {zoneTime(firstSeenAtMs)} ·{' '}
          {shell.feedAgo(shortAge(nowMs - firstSeenAtMs))}
        </span>
        {isTechnician ? (
          <button
            type="button"
            className="button"
            aria-expanded={open}
            onClick={() => onOpen(!open)}
          >
            {text.register}
          </button>
        ) : null}
      </div>
      {open ? (
        <RegisterForm device={device} onCancel={() => onOpen(false)} onRegistered={onRegistered} />
      ) : null}
    </li>
  );
}
