import type { SealReport } from '@ftz/shared/contract/seal.ts';
import { useThing } from '#desk/select-thing.ts';
import { shortAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { type Text, useText, wordFor } from '#text/text.ts';
import { ThingButton } from '#ui/thing-button.tsx';

const lowBatteryPct = 20;

/** What the seal last said of itself, the abnormal first, and when. */
export function SealLine({ sealId }: { sealId: string }) {
  const text = useText();
  const report = useSituation((situation) => situation.seals[sealId]);
  const nowMs = useNow();
  return (
    <>
      <dt>{text.incident.seal}</dt>
      <dd className="num">
        <ThingButton {...useThing({ kind: 'seal', id: sealId })}>{sealId}</ThingButton> ·{' '}
        {report ? <b>{sealWords(report, text).join(' · ')}</b> : text.incident.noSealReport}
        {report ? (
          <span className="dim">
            {report.batteryPct < lowBatteryPct
              ? ` · ${text.incident.battery(Math.round(report.batteryPct))}`
              : null}
            {` · ${text.incident.reportedAgo(shortAge(nowMs - report.deviceAtMs))}`}
          </span>
        ) : null}
      </dd>
    </>
  );
}

function sealWords({ state }: SealReport, { incident: text }: Text): string[] {
  const abnormal = [
    state.rope === 'intact' ? null : wordFor(text.rope, state.rope),
    state.cover === 'closed' ? null : wordFor(text.cover, state.cover),
    state.motor === 'locked' ? null : wordFor(text.motor, state.motor),
    state.sealed ? null : text.notSealed,
  ].filter((word) => word !== null);
  return abnormal.length > 0 ? abnormal : [text.sealed, wordFor(text.rope, state.rope)];
}
