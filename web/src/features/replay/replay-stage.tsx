import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { useMemo } from 'react';
import { useKeys } from '#desk/keys.ts';
import { setStage, useStage } from '#desk/stage.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { zoneDate, zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { ReplayControls } from './replay-controls.tsx';
import { ReplayMap } from './replay-map.tsx';
import { situationAt, spanOf } from './replay-moments.ts';
import { ReplayStory } from './replay-story.tsx';
import { usePlayer, useTape, useTrack } from './use-replay.ts';
import './replay.css';

/** `P`: the selected incident is played again over the map, until Escape leads back to what is now. */
export function ReplayStage() {
  const stage = useStage();
  const incident = useSelectedIncident();
  const isOpen = stage.show === 'replay';
  const open = () => incident && setStage({ show: 'replay', incidentId: incident.id });
  useKeys({ p: isOpen ? () => setStage({ show: 'map' }) : open });
  return isOpen ? <Replay key={stage.incidentId} incidentId={stage.incidentId} /> : null;
}

function Replay({ incidentId }: { incidentId: string }) {
  const { replay: text } = useText();
  const tape = useTape(incidentId);
  return (
    <section className="replay" aria-label={text.title}>
      {tape.state === 'asking' ? <p role="status">{text.loading}</p> : null}
      {tape.state === 'refused' ? <RefusalLine refusal={tape.refusal} /> : null}
      {tape.state === 'known' ? (
        <Played incidentId={incidentId} events={tape.events} isWhole={tape.isWhole} />
      ) : null}
    </section>
  );
}

type Props = { incidentId: string; events: readonly DurableEvent[]; isWhole: boolean };

function Played({ incidentId, events, isWhole }: Props) {
  const { replay: text } = useText();
  const span = useMemo(() => spanOf(events), [events]);
  const player = usePlayer(span);
  const track = useTrack(events);
  const written = events.filter(({ atMs }) => atMs <= player.atMs).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what had been written decides, not the moment.
  const situation = useMemo(() => situationAt(events, player.atMs), [events, written]);
  const incident = situation.incidents[incidentId] ?? null;
  const place = useMemo(() => placeOf(events), [events]);
  return (
    <>
      <header className="replay-band">
        <b>{text.title}</b>
        <time className="num" dateTime={new Date(player.atMs).toISOString()}>
          {zoneDate(player.atMs)} {zoneTime(player.atMs)}
        </time>
        <span>{text.zone}</span>
        <span>{text.notLive}</span>
        {isWhole ? null : <span>{text.notWhole}</span>}
        <button type="button" className="button" onClick={() => setStage({ show: 'map' })}>
          {text.leave} <kbd>Esc</kbd>
        </button>
      </header>
      <div className="replay-pictures">
        <ReplayMap track={track} incident={incident} place={place} atMs={player.atMs} />
        <p className="replay-recording">{text.noRecording}</p>
      </div>
      <ReplayStory incident={incident} situation={situation} />
      <ReplayControls player={player} span={span} events={events} />
    </>
  );
}

function placeOf(events: readonly DurableEvent[]) {
  for (const event of events) {
    if (event.type === 'alarm.raised' && event.data.alarm.point)
      return event.data.alarm.point as [number, number];
  }
  return null;
}
