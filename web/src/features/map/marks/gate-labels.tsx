import type { Gate, Site } from '@ftz/shared/contract/site.ts';
import { type GateFlow, gateFlows } from '@ftz/shared/state/gate-flow.ts';
import { useMemo } from 'react';
import { labelRank, underneath } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import { besidePx, iconSizeAt } from '#features/map/things/icon-offset.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSettledZoom } from '#features/map/view/use-settled-zoom.ts';
import { shortAge } from '#lib/age.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { gateSilentMs, heardFromGates } from '#live/gate-freshness.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import './map-label.css';

/** From here gates stand far enough apart that each may say something. */
const apartZoom = 11.3;
const countEveryMs = 5_000;

type GateLabelsProps = {
  view: MapView;
  site: Site;
  mark: number;
  /** Where it is blind is told by a layer of its own. */
  isBlindTold: boolean;
};

/** At each gate what passed in the last hour, and who waits in its lanes for a decision. */
export function GateLabels(props: GateLabelsProps) {
  const isApart = useSettledZoom(props.view) >= apartZoom;
  return isApart ? <Flows {...props} /> : null;
}

function Flows({ view, site, mark, isBlindTold }: GateLabelsProps) {
  const lanes = useSituation(({ laneReads, laneOutcomes }) => ({ laneReads, laneOutcomes }));
  const feeds = useFeeds();
  const nowMs = useNow();
  const countedAtMs = Math.floor(nowMs / countEveryMs) * countEveryMs;
  const flows = useMemo(() => gateFlows(lanes, countedAtMs), [lanes, countedAtMs]);
  const heard = heardFromGates({ site, feeds, laneReads: lanes.laneReads });
  return site.gates.map((gate) => {
    const heardAtMs = heard.get(gate.id) ?? null;
    const isBlind = heardAtMs === null || nowMs - heardAtMs > gateSilentMs;
    return isBlind && isBlindTold ? null : (
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
