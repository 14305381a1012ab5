import type { FrameReading, ReadFrame } from '@ftz/shared/contract/gateway.ts';
import { useState } from 'react';
import { classNames } from '#lib/class-names.ts';
import { sayReason } from '#text/frame-reasons.ts';
import { useText } from '#text/text.ts';
import { HexView } from './hex-view.tsx';
import { readingLines } from './reading-lines.ts';

/** One frame: who sent it, its bytes, and what each message in it means. */
export function FrameDetail({ frame }: { frame: ReadFrame }) {
  const { devices: text } = useText();
  const [at, setAt] = useState(0);
  const { readings } = frame;
  const chosen = readings[Math.min(at, readings.length - 1)] ?? null;
  return (
    <div className="frame-detail">
      <p className="num from">
        {text.peer} {frame.peer}
        {frame.deviceId ? ` · ${text.device} ${frame.deviceId}` : ''}
      </p>
      <HexView hex={frame.hex} from={chosen?.at ?? 0} length={chosen?.length ?? 0} />
      {frame.hex.length / 2 < frame.length ? (
        <p className="hint">{text.cutShort(frame.hex.length / 2, frame.length)}</p>
      ) : null}
      {readings.length > 1 ? (
        <div className="reading-tabs">
          {readings.map((reading, i) => (
            <button
              key={`${reading.at}-${reading.length}`}
              type="button"
              className={classNames('button', !reading.ok && 'abnormal')}
              aria-pressed={reading === chosen}
              onClick={() => setAt(i)}
            >
              {reading.ok ? reading.kind : sayReason(text.reasons, reading.reason)}
            </button>
          ))}
        </div>
      ) : null}
      {chosen ? <Fields reading={chosen} /> : <p className="hint">{text.noReader}</p>}
    </div>
  );
}

function Fields({ reading }: { reading: FrameReading }) {
  const { devices: text } = useText();
  if (!reading.ok) {
    return (
      <p className="refused-reading abnormal">
        <span className="device-state">{text.refusedAs}</span>{' '}
        {sayReason(text.reasons, reading.reason)}
      </p>
    );
  }
  return (
    <dl className="reading">
      <div>
        <dt>{text.kind}</dt>
        <dd>{reading.kind}</dd>
      </div>
      {readingLines(reading.fields).map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
