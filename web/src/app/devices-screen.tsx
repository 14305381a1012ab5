import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DeviceOverview } from '#features/devices/device-overview.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import './devices-screen.css';

/** The technician's page. */
export function DevicesScreen() {
  return (
    <div className="devices-screen">
      <GlobalBar />
      <ConnectionBands />
      <main>
        <DeviceOverview />
      </main>
    </div>
  );
}
