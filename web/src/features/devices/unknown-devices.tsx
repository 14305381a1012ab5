import type { UnknownDevice } from '@ftz/shared/contract/device.ts';
import { shortAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';

/** Strangers on our ports, the newest first. */
export function UnknownDevices({ unknown }: { unknown: readonly UnknownDevice[] }) {
  const { devices: text, shell } = useText();
  const nowMs = useNow();
  const newestFirst = [...unknown].sort((a, b) => b.firstSeenAtMs - a.firstSeenAtMs);
  return (
    <section className="device-section">
      <header>
        <h2>{text.unknown}</h2>
        <span className="num">{unknown.length}</span>
      </header>
      <p className="hint">{text.unknownHint}</p>
      <div className="table-scroll">
        <table>
          <tbody>
            {newestFirst.map(({ gateway, deviceId, firstSeenAtMs }) => (
              <tr key={`${gateway}/${deviceId}`} className="abnormal">
                <td className="num device-state">{deviceId}</td>
                <td>{wordFor(shell.gateways, gateway)}</td>
                <td className="num">
                  {text.firstSeen} {zoneTime(firstSeenAtMs)} ·{' '}
                  {shell.feedAgo(shortAge(nowMs - firstSeenAtMs))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {unknown.length === 0 ? <p className="nothing">{text.noUnknown}</p> : null}
      </div>
    </section>
  );
}
