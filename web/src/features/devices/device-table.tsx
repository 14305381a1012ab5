import type { DeviceHealth } from '@ftz/shared/contract/device.ts';
import { useState } from 'react';
import { shortAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';

const badness: Record<DeviceHealth['state'], number> = { lost: 0, 'never-seen': 1, alive: 2 };

/** Every registered device that was ever expected, those that are silent first. */
export function DeviceTable({ devices }: { devices: readonly DeviceHealth[] }) {
  const { devices: text } = useText();
  const [abnormalOnly, setAbnormalOnly] = useState(true);
  const alive = devices.filter((device) => device.state === 'alive').length;
  const shown = devices
    .filter((device) => !abnormalOnly || device.state !== 'alive')
    .sort((a, b) => badness[a.state] - badness[b.state] || a.deviceId.localeCompare(b.deviceId));
  return (
    <section className="device-section">
      <header>
        <h2>{text.title}</h2>
        <span className="num">{text.count(alive, devices.length)}</span>
        <button
          type="button"
          className="button"
          aria-pressed={abnormalOnly}
          onClick={() => setAbnormalOnly(!abnormalOnly)}
        >
          {abnormalOnly ? text.all : text.filterLost}
        </button>
      </header>
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th>{text.device}</th>
              <th>{text.gateway}</th>
              <th>{text.area}</th>
              <th>{text.state}</th>
              <th>{text.lastSeen}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((device) => (
              <DeviceLine key={`${device.gateway}/${device.deviceId}`} device={device} />
            ))}
          </tbody>
        </table>
        {shown.length === 0 ? <p className="nothing">{text.allAlive}</p> : null}
      </div>
    </section>
  );
}

function DeviceLine({ device }: { device: DeviceHealth }) {
  const { devices: text, shell } = useText();
  const nowMs = useNow();
  return (
    <tr className={classNames(device.state !== 'alive' && 'abnormal')}>
      <td className="num">{device.deviceId}</td>
      <td>{wordFor(shell.gateways, device.gateway)}</td>
      <td>{device.area ? wordFor(shell.areas, device.area) : '—'}</td>
      <td className="device-state" data-state={device.state}>
        {text.states[device.state] ?? device.state}
      </td>
      <td className="num">
        {device.lastSeenAtMs === null
          ? shell.feedNever
          : shell.feedAgo(shortAge(nowMs - device.lastSeenAtMs))}
      </td>
    </tr>
  );
}
