import type { Gate, Site } from '@ftz/shared/contract/site.ts';
import { type GateFlow, gateFlows } from '@ftz/shared/state/gate-flow.ts';
import { useMemo } from 'react';
import { shortAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { gateSilentMs, heardFromGate } from '#live/gate-freshness.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { besidePx, iconSizeAt } from './icon-offset.ts';
import { labelRank, underneath } from './label-ranks.ts';
import { usePin } from './map-pins.ts';
import type { MapView } from './map-view.ts';
import { useSettledZoom } from './use-settled-zoom.ts';
import './map-label.css';

/** From here gates stand far enough apart that each may say something. */
const apartZoom = 11.3;
const countEveryMs = 5_000;

type GateLabelsProps = { view: MapView; site: Site; mark: number };

/** At each gate what passed in the last hour, and who waits in its lanes for a decision. */
export function GateLabels({ view, site, mark }: GateLabelsProps) {
  const isApart = useSettledZoom(view) >= apartZoom;
  return isApart ? <Flows view={view} site={site} mark={mark} /> : null;
}

function Flows({ view, site, mark }: GateLabelsProps) {
  const lanes = useSituation(({ laneReads, laneOutcomes }) => ({ laneReads, laneOutcomes }));
  const feeds = useFeeds();
  const nowMs = useNow();
  const countedAtMs = Math.floor(nowMs / countEveryMs) * countEveryMs;
  const flows = useMemo(() => gateFlows(lanes, countedAtMs), [lanes, countedAtMs]);
  return site.gates.map((gate) => {
    const heardAtMs = heardFromGate(gate.id, site, feeds);
    return (
      <GateLabel
        key={gate.id}
        view={view}
        gate={gate}
        flow={flows.get(gate.id) ?? null}
        silentMs={heardAtMs === null ? null : nowMs - heardAtMs}
        mark={mark}
      />
    );
  });
}

type GateLabelProps = {
  view: MapView;
  gate: Gate;
  flow: GateFlow | null;
  /** Since when nothing was heard; null: nothing ever was. */
  silentMs: number | null;
  mark: number;
};

function GateLabel({ view, gate, flow, silentMs, mark }: GateLabelProps) {
  const text = useText().map;
  const gapPx = mark * iconSizeAt(view.zoom()) * (besidePx + 12);
  const pin = usePin(view, () => gate.point, {
    label: { rank: labelRank.gate, gap: { x: gapPx / 2, y: gapPx }, sides: underneath },
  });
  const isSilent = silentMs === null || silentMs > gateSilentMs;
  return (
    <div ref={pin} className="map-pin">
      <div className={`map-label gate-flow num${isSilent ? ' stranger' : ''}`} data-gate={gate.id}>
        {silentMs === null ? (
          <span>? {text.gateNever}</span>
        ) : (
          <span>{text.gateFlow(flow?.inward ?? 0, flow?.outward ?? 0)}</span>
        )}
        {flow && flow.waiting > 0 ? <b>{text.gateWaiting(flow.waiting)}</b> : null}
        {silentMs !== null && isSilent ? <span>{text.gateAge(shortAge(silentMs))}</span> : null}
      </div>
    </div>
  );
}
