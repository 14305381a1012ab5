import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import { useEffect, useState } from 'react';
import { type DeviceList, fetchDevices } from '#api/devices.ts';
import { type FrameCount, fetchFrameCounts } from '#api/frame-counts.ts';
import { clockAge } from '#lib/age.ts';
import { serverNow, useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { DeviceTable } from './device-table.tsx';
import { BadFrames, FrameCounts } from './frame-lists.tsx';
import { UnknownDevices } from './unknown-devices.tsx';
import './device-overview.css';

const everyMs = 5000;

type Seen = {
  list: DeviceList | null;
  counts: FrameCount[];
  refusal: Refusal | null;
  atMs: number;
};

/** Who speaks on our ports and who does not, for a technician; asked anew every few seconds. */
export function DeviceOverview() {
  const { devices: text, shell } = useText();
  const seen = useDevices();
  const nowMs = useNow();
  if (!seen.list)
    return seen.refusal ? <RefusalLine refusal={seen.refusal} /> : <p>{shell.loading}</p>;
  return (
    <div className="device-overview">
      <RefusalLine refusal={seen.refusal} />
      <p className="asked num">{text.askedAgo(clockAge(nowMs - seen.atMs))}</p>
      <DeviceTable devices={seen.list.devices} />
      <div className="device-side">
        <UnknownDevices unknown={seen.list.unknown} />
        <FrameCounts counts={seen.counts} />
        <BadFrames frames={seen.list.badFrames ?? []} />
      </div>
    </div>
  );
}

function useDevices(): Seen {
  const [seen, setSeen] = useState<Seen>({ list: null, counts: [], refusal: null, atMs: 0 });
  useEffect(() => {
    let wanted = true;
    const ask = async () => {
      const [answer, counts] = await Promise.all([fetchDevices(), fetchFrameCounts()]);
      if (!wanted) return;
      setSeen((before) =>
        answer.ok
          ? { list: answer.value, counts: counts ?? [], refusal: null, atMs: serverNow() }
          : { ...before, refusal: answer.refusal },
      );
    };
    void ask();
    const timer = setInterval(() => void ask(), everyMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, []);
  return seen;
}
