import { OutageList } from '#features/alarm-queue/outage-list.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DeviceOverview } from '#features/devices/device-overview.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { TakeDuty } from '#features/duty/take-duty.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import './devices-screen.css';

/** The technician's page. */
export function DevicesScreen() {
  return (
    <div className="devices-screen">
      <GlobalBar>
        <TakeDuty />
        <DutyChip />
      </GlobalBar>
      <ConnectionBands />
      <main>
        <OutageList />
        <DeviceOverview />
      </main>
    </div>
  );
}
