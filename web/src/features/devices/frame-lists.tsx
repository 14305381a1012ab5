import type { BadFrame } from '#api/devices.ts';
import type { FrameCount } from '#api/frame-counts.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText, wordFor } from '#text/text.ts';

/** What became of each gateway's frames, counted since the service started. */
export function FrameCounts({ counts }: { counts: readonly FrameCount[] }) {
  const { devices: text, shell } = useText();
  if (counts.length === 0) return null;
  return (
    <section className="device-section">
      <header>
        <h2>{text.frames}</h2>
      </header>
      <div className="table-scroll">
        <table>
          <tbody>
            {counts.map(({ gateway, result, count }) => (
              <tr key={`${gateway}/${result}`}>
                <td>{wordFor(shell.gateways, gateway)}</td>
                <td>{wordFor(text.results, result)}</td>
                <td className="num count">{count.toLocaleString('en')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** The newest bytes that no decoder understood. */
export function BadFrames({ frames }: { frames: readonly BadFrame[] }) {
  const { devices: text, shell } = useText();
  return (
    <section className="device-section">
      <header>
        <h2>{text.badFrames}</h2>
        <span className="num">{frames.length}</span>
      </header>
      <div className="table-scroll">
        <table>
          <tbody>
            {frames.map((frame) => (
              <tr key={`${frame.gateway}-${frame.atMs}-${frame.peer}-${frame.hex.slice(0, 24)}`}>
                <td className="num">{zoneTime(frame.atMs)}</td>
                <td>{wordFor(shell.gateways, frame.gateway)}</td>
                <td className="num">{frame.peer}</td>
                <td>{frame.reason}</td>
                <td className="num">{text.bytes(frame.length)}</td>
                <td className="hex" title={frame.hex}>
                  {frame.hex.slice(0, 48)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {frames.length === 0 ? <p className="nothing">{text.noBadFrames}</p> : null}
      </div>
    </section>
  );
}
