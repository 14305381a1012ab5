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
import { AdmitWalls } from '#features/wall-admission/admit-walls.tsx';
import { BlindWalls } from '#features/wall-sight/blind-walls.tsx';
import { useText } from '#text/text.ts';
import './devices-screen.css';

const sheetNames = ['codes', 'walls'] as const;
type Sheet = (typeof sheetNames)[number];
/** What lets somebody see a sheet. */
const actOf = { codes: 'site-code.read', walls: 'wall.enrol' } as const;

/** The technician's page. */
export function DevicesScreen() {
  const { siteCodes, wallAdmission } = useText();
  const principal = usePrincipal();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const close = () => setSheet(null);
  const sheets = sheetNames.filter((name) => principal && mayDo(principal, actOf[name], null));
  const words = { codes: siteCodes.open, walls: wallAdmission.open };
  return (
    <div className="devices-screen">
      <GlobalBar>
        <TakeDuty />
        <DutyChip />
        {sheets.map((name) => (
          <button
            key={name}
            type="button"
            className="live-chip"
            data-sheet={name}
            aria-pressed={sheet === name}
            onClick={() => setSheet(sheet === name ? null : name)}
          >
            {words[name]}
          </button>
        ))}
      </GlobalBar>
      <ConnectionBands />
      <BlindWalls />
      <main>
        {sheet === 'codes' ? <SiteCodeSheet onClose={close} /> : null}
        {sheet === 'walls' ? <AdmitWalls onClose={close} /> : null}
        {sheet === null ? (
          <>
            <OutageList />
            <DeviceOverview />
          </>
        ) : null}
      </main>
    </div>
  );
}
