import { mayDo } from '@ftz/shared/access/policy.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { OutageList } from '#features/alarm-queue/outage-list.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { DeviceOverview } from '#features/devices/device-overview.tsx';
import { DutyChip } from '#features/duty/duty-chip.tsx';
import { TakeDuty } from '#features/duty/take-duty.tsx';
import { GlobalBar } from '#features/global-bar/global-bar.tsx';
import { SiteCodeSheet } from '#features/site-codes/site-code-sheet.tsx';
import { useText } from '#text/text.ts';
import './devices-screen.css';

/** The technician's page. */
export function DevicesScreen() {
  const { siteCodes: text } = useText();
  const principal = usePrincipal();
  const [showsCodes, setShowsCodes] = useState(false);
  const mayPrint = principal !== null && mayDo(principal, 'site-code.read', null);
  return (
    <div className="devices-screen">
      <GlobalBar>
        <TakeDuty />
        <DutyChip />
        {mayPrint ? (
          <button
            type="button"
            className="live-chip"
            aria-pressed={showsCodes}
            onClick={() => setShowsCodes(!showsCodes)}
          >
            {text.open}
          </button>
        ) : null}
      </GlobalBar>
      <ConnectionBands />
      {showsCodes ? (
        <main>
          <SiteCodeSheet onClose={() => setShowsCodes(false)} />
        </main>
      ) : (
        <main>
          <OutageList />
          <DeviceOverview />
        </main>
      )}
    </div>
  );
}
