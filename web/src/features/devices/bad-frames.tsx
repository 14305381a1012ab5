import type { BadFrame } from '#api/devices.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { sayReason } from '#text/frame-reasons.ts';
import { useText, wordFor } from '#text/text.ts';

/** The newest bytes that no decoder understood: they are kept over restarts. */
export function BadFrames({ frames }: { frames: readonly BadFrame[] }) {
  const { devices: text, shell } = useText();
  return (
    <section className="device-section bad-frames" aria-label={text.badFrames}>
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
                <td>{sayReason(text.reasons, frame.reason)}</td>
                <td className="num count">{text.bytes(frame.length)}</td>
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
