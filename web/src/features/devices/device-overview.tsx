import { useCallback, useState } from 'react';
import { type DeviceFilter, fetchDevices, fetchGateways } from '#api/devices.ts';
import { clockAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { useNow } from '#live/server-clock.ts';
import { useAskedAgain } from '#live/use-asked-again.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { BadFrames } from './bad-frames.tsx';
import { DeviceTable } from './device-table.tsx';
import { FrameInspector, type Inspected } from './frame-inspector.tsx';
import { GatewayTable } from './gateway-table.tsx';
import { UnknownDevices } from './unknown-devices.tsx';
import './device-overview.css';

const everyMs = 5000;
/** Longer than a question that is under way: the figures are then those of a while ago. */
const oldAfterMs = 15_000;

const everything: DeviceFilter = { search: '', gateway: null, area: null, abnormalOnly: true };

/** Doors, devices, strangers and bytes, for a technician; asked anew every few seconds. */
export function DeviceOverview() {
  const { devices: text, shell } = useText();
  const [filter, setFilter] = useState(everything);
  const [inspected, setInspected] = useState<Inspected | null>(null);
  const list = useAskedAgain(
    useCallback(() => fetchDevices(filter), [filter]),
    everyMs,
  );
  const doors = useAskedAgain(fetchGateways, everyMs);
  if (!list.value || !doors.value) {
    const refusal = list.refusal ?? doors.refusal;
    return refusal ? <RefusalLine refusal={refusal} /> : <p role="status">{shell.loading}</p>;
  }
  const { gateways } = doors.value;
  return (
    <div className="device-overview">
      <AskedLine atMs={list.atMs} refused={list.refusal !== null}>
        <RefusalLine refusal={list.refusal ?? doors.refusal} />
      </AskedLine>
      <div className="device-side">
        <GatewayTable
          gateways={gateways}
          chosen={filter.gateway}
          onChoose={(gateway) => {
            setFilter({ ...filter, gateway });
            setInspected(gateway === null ? null : { gateway, deviceId: null });
          }}
        />
        <DeviceTable
          list={list.value}
          filter={filter}
          gateways={gateways.map(({ gateway }) => gateway)}
          inspected={inspected}
          onFilter={setFilter}
          onInspect={setInspected}
          onChanged={list.askNow}
        />
      </div>
      <div className="device-side">
        <UnknownDevices
          unknown={list.value.unknown}
          onInspect={setInspected}
          onRegistered={list.askNow}
        />
        {inspected ? (
          <FrameInspector
            key={`${inspected.gateway}/${inspected.deviceId}`}
            inspected={inspected}
            onClose={() => setInspected(null)}
          />
        ) : (
          <p className="device-section nothing">{text.chooseToInspect}</p>
        )}
        <BadFrames frames={list.value.badFrames} />
      </div>
    </div>
  );
}

type AskedProps = { atMs: number; refused: boolean; children: React.ReactNode };

function AskedLine({ atMs, refused, children }: AskedProps) {
  const { devices: text } = useText();
  const ageMs = useNow() - atMs;
  return (
    <div className="asked">
      <span className={classNames('num', (refused || ageMs > oldAfterMs) && 'old')}>
        {text.askedAgo(clockAge(ageMs))}
      </span>
      {children}
    </div>
  );
}
