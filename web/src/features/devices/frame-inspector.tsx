import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { ReadFrame } from '@ftz/shared/contract/gateway.ts';
import { useCallback, useState } from 'react';
import { fetchFrames } from '#api/devices.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useAskedAgain } from '#live/use-asked-again.ts';
import { sayReason } from '#text/frame-reasons.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { FrameDetail } from './frame-detail.tsx';
import './frame-inspector.css';

export type Inspected = { gateway: GatewayName; deviceId: string | null };

const everyMs = 3000;
const keyOf = ({ atMs, peer, hex }: ReadFrame) => `${atMs} ${peer} ${hex.slice(0, 64)}`;

type Props = { inspected: Inspected; onClose: () => void };

/** The last bytes of a door or a device as they came, and beside them what they mean. */
export function FrameInspector({ inspected, onClose }: Props) {
  const { gateway, deviceId } = inspected;
  const { devices: text, shell } = useText();
  const asked = useAskedAgain(
    useCallback(() => fetchFrames(gateway, deviceId), [gateway, deviceId]),
    everyMs,
  );
  const [refusedOnly, setRefusedOnly] = useState(false);
  // Kept as it is: what somebody reads must not be pushed out by newer ones.
  const [chosen, setChosen] = useState<ReadFrame | null>(null);
  const all = asked.value?.frames ?? [];
  const frames = refusedOnly ? all.filter(({ reason }) => reason !== null) : all;
  const shown = chosen ?? frames[0] ?? null;
  return (
    <section className="device-section inspector" aria-label={text.frames}>
      <header>
        <h2>{text.frames}</h2>
        <span className="num">
          {wordFor(shell.gateways, gateway)}
          {deviceId === null ? null : ` · ${deviceId}`}
        </span>
        <button
          type="button"
          className="button"
          aria-pressed={refusedOnly}
          onClick={() => setRefusedOnly(!refusedOnly)}
        >
          {text.refusedOnly}
        </button>
        <button type="button" className="button quiet" onClick={onClose}>
          {text.close}
        </button>
      </header>
      <RefusalLine refusal={asked.refusal} />
      {frames.length === 0 && !chosen ? (
        <p className="nothing" role="status">
          {asked.value || asked.refusal ? text.noFrames : shell.loading}
        </p>
      ) : (
        <div className="inspect">
          <FrameList frames={frames} shown={shown} onChoose={setChosen} />
          {shown ? <FrameDetail frame={shown} /> : null}
        </div>
      )}
    </section>
  );
}

type ListProps = {
  frames: readonly ReadFrame[];
  shown: ReadFrame | null;
  onChoose: (frame: ReadFrame | null) => void;
};

function FrameList({ frames, shown, onChoose }: ListProps) {
  const { devices: text } = useText();
  return (
    <ul className="frame-list">
      {frames.map((frame) => {
        const isShown = shown !== null && keyOf(shown) === keyOf(frame);
        return (
          <li key={keyOf(frame)}>
            <button
              type="button"
              className={classNames('frame-line', frame.reason !== null && 'abnormal')}
              aria-pressed={isShown}
              onClick={() => onChoose(frame)}
            >
              <span className="num">{zoneTime(frame.atMs)}</span>
              <span className="device-state">
                {frame.reason === null
                  ? kindOf(frame, text.taken)
                  : sayReason(text.reasons, frame.reason)}
              </span>
              <span className="num faint">{text.bytes(frame.length)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function kindOf({ readings }: ReadFrame, taken: string): string {
  const [first] = readings;
  return first?.ok ? first.kind : taken;
}
