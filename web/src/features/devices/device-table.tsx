import type { DeviceLine, GatewayName } from '@ftz/shared/contract/device.ts';
import type { DeviceFilter, DeviceList } from '#api/devices.ts';
import { shortAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { useNow } from '#live/server-clock.ts';
import { recordingSentence } from '#text/recording-text.ts';
import { useText, wordFor } from '#text/text.ts';
import { DeviceActs } from './device-acts.tsx';
import { DeviceFilterRow } from './device-filter-row.tsx';
import type { Inspected } from './frame-inspector.tsx';

type Props = {
  list: DeviceList;
  filter: DeviceFilter;
  gateways: readonly GatewayName[];
  inspected: Inspected | null;
  onFilter: (filter: DeviceFilter) => void;
  onInspect: (inspected: Inspected) => void;
  onChanged: () => void;
};

/** Every device that was heard or should have been, those that are silent first. */
export function DeviceTable(props: Props) {
  const { list, filter, gateways, inspected, onFilter, onInspect, onChanged } = props;
  const { devices: text } = useText();
  const { alive, known, matching } = list.counts;
  return (
    <section className="device-section devices" aria-label={text.title}>
      <header>
        <h2>{text.title}</h2>
        <span className="num">{text.count(alive, known)}</span>
      </header>
      <DeviceFilterRow filter={filter} gateways={gateways} onFilter={onFilter} />
      <div className="table-scroll">
        <table>
          <thead>
            <tr>
              <th>{text.device}</th>
              <th>{text.gateway}</th>
              <th>{text.area}</th>
              <th>{text.state}</th>
              <th>{text.lastSeen}</th>
              <th className="count">{text.clock}</th>
              <th>
                <span className="visually-hidden">{text.acts}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.devices.map((device) => (
              <DeviceRow
                key={`${device.gateway}/${device.deviceId}`}
                device={device}
                chosen={
                  inspected?.gateway === device.gateway && inspected.deviceId === device.deviceId
                }
                onInspect={onInspect}
                onChanged={onChanged}
              />
            ))}
          </tbody>
        </table>
        <p className="nothing" role="status">
          {sayOf(list, filter, text.allAlive, text.noneFound)}
          {matching > list.devices.length ? text.moreFound(list.devices.length, matching) : null}
        </p>
      </div>
    </section>
  );
}

function sayOf({ devices }: DeviceList, filter: DeviceFilter, allAlive: string, none: string) {
  if (devices.length > 0) return null;
  return filter.search.trim() === '' && filter.abnormalOnly ? allAlive : none;
}

type RowProps = { device: DeviceLine; chosen: boolean } & Pick<Props, 'onInspect' | 'onChanged'>;

function DeviceRow({ device, chosen, onInspect, onChanged }: RowProps) {
  const { devices: text, shell, recording } = useText();
  const nowMs = useNow();
  const { gateway, deviceId, area, state, lastSeenAtMs, speaksFor } = device;
  return (
    <tr className={classNames(isAbnormal(device) && 'abnormal', chosen && 'chosen')}>
      <td>
        <button
          type="button"
          className="row-button num"
          aria-pressed={chosen}
          onClick={() => onInspect({ gateway, deviceId })}
        >
          {deviceId}
        </button>
        {speaksFor && speaksFor !== deviceId ? <span className="detail">{speaksFor}</span> : null}
      </td>
      <td>{wordFor(shell.gateways, gateway)}</td>
      <td>{area ? wordFor(shell.areas, area) : '—'}</td>
      <td className="device-state" data-state={state}>
        {wordFor(text.states, state)}
        {device.trust === null ? <span className="detail">{text.notRegistered}</span> : null}
        {device.recording === null ? null : (
          <span className="detail num" data-recording={device.recording.trouble ?? 'well'}>
            {recordingSentence(device.recording, recording, nowMs)}
          </span>
        )}
      </td>
      <td className="num">
        {lastSeenAtMs === null ? shell.feedNever : shell.feedAgo(shortAge(nowMs - lastSeenAtMs))}
        {device.silentAfterS === null ? null : (
          <span className="detail">{text.promised(shortAge(device.silentAfterS * 1000))}</span>
        )}
      </td>
      <td className="num count">
        <ClockAhead aheadMs={device.clockAheadMs} />
      </td>
      <td>
        <DeviceActs device={device} onChanged={onChanged} />
      </td>
    </tr>
  );
}

const isAbnormal = ({ state, recording }: DeviceLine) =>
  state !== 'alive' || (recording?.trouble ?? null) !== null;

/** From here on a clock is worth setting. */
const wrongClockMs = 30_000;

function ClockAhead({ aheadMs }: { aheadMs: number | null }) {
  const { devices: text } = useText();
  if (aheadMs === null) return <span className="faint">—</span>;
  const by = Math.abs(aheadMs);
  const size = by < 60_000 ? `${(by / 1000).toFixed(1)} s` : shortAge(by);
  const said = `${aheadMs < 0 ? '−' : '+'}${size}`;
  if (by < wrongClockMs) return <span>{said}</span>;
  return (
    <b className="wrong-clock" title={aheadMs < 0 ? text.clockBehind : text.clockAhead}>
      {said}
    </b>
  );
}
