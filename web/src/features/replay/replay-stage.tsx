import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { HeldClip } from '@ftz/shared/contract/recording.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type ReactNode, useMemo, useState } from 'react';
import { useKeys } from '#desk/keys.ts';
import { setStage, useStage } from '#desk/stage.ts';
import { type Player, usePlayer } from '#desk/use-player.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { serverNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { ThenBand } from '#ui/then-band.tsx';
import { ReplayControls } from './replay-controls.tsx';
import { ReplayMap } from './replay-map.tsx';
import { clipsOf, type Span, situationAt, spanOf } from './replay-moments.ts';
import { ReplayStory } from './replay-story.tsx';
import { useTape, useTrack } from './use-replay.ts';
import './replay.css';

/** What is played: which incident, what cameras it is about, and the time that all of it follows. */
export type Replayed = {
  incidentId: string;
  cameraIds: readonly string[];
  player: Player;
  span: Span;
  /** Everything as it stood in the end. */
  finalSituation: Situation;
};
/** What stands beside map and story, given by who builds the screen. */
type Slots = { pictures: (replayed: Replayed) => ReactNode };

/** `P`: the selected incident is played again over the map, until Escape leads back to what is now. */
export function ReplayStage(slots: Slots) {
  const stage = useStage();
  const incident = useSelectedIncident();
  const isOpen = stage.show === 'replay';
  const open = () => incident && setStage({ show: 'replay', incidentId: incident.id });
  useKeys({ p: isOpen ? () => setStage({ show: 'map' }) : open });
  return isOpen ? <Replay key={stage.incidentId} incidentId={stage.incidentId} {...slots} /> : null;
}

function Replay({ incidentId, ...slots }: { incidentId: string } & Slots) {
  const { replay: text } = useText();
  const tape = useTape(incidentId);
  return (
    <section className="then-stage replay" aria-label={text.title}>
      {tape.state === 'asking' ? <p role="status">{text.loading}</p> : null}
      {tape.state === 'refused' ? <RefusalLine refusal={tape.refusal} /> : null}
      {tape.state === 'known' ? (
        <Played incidentId={incidentId} events={tape.events} isWhole={tape.isWhole} {...slots} />
      ) : null}
    </section>
  );
}

type Props = { incidentId: string; events: readonly DurableEvent[]; isWhole: boolean } & Slots;

function Played({ incidentId, events, isWhole, pictures }: Props) {
  const { replay: text } = useText();
  const clips = useMemo(() => clipsOf(events, incidentId), [events, incidentId]);
  const [openedAtMs] = useState(serverNow);
  const span = useMemo(() => spanOf(events, clips, openedAtMs), [events, clips, openedAtMs]);
  const player = usePlayer(span, span.opensAtMs);
  const track = useTrack(events, span);
  const cameraIds = useMemo(() => camerasOf(events, clips), [events, clips]);
  const written = events.filter(({ atMs }) => atMs <= player.atMs).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what had been written decides, not the moment.
  const situation = useMemo(() => situationAt(events, player.atMs), [events, written]);
  const finalSituation = useMemo(() => situationAt(events, Number.POSITIVE_INFINITY), [events]);
  const incident = situation.incidents[incidentId] ?? null;
  const place = useMemo(() => placeOf(events), [events]);
  return (
    <>
      <ThenBand title={text.title} atMs={player.atMs} onLeave={() => setStage({ show: 'map' })}>
        {isWhole ? null : <span>{text.notWhole}</span>}
      </ThenBand>
      <div className="replay-pictures">
        <ReplayMap track={track} incident={incident} place={place} atMs={player.atMs} />
        {pictures({ incidentId, cameraIds, player, span, finalSituation })}
      </div>
      <ReplayStory incident={incident} situation={situation} />
      <ReplayControls player={player} events={events} />
    </>
  );
}

/** Those that something is held of; where nothing is, those that its alarms name. */
function camerasOf(events: readonly DurableEvent[], clips: readonly HeldClip[]): string[] {
  const held = clips.map(({ cameraId }) => cameraId);
  const named = events.flatMap((event) =>
    event.type === 'alarm.raised' ? event.data.alarm.cameraIds : [],
  );
  return [...new Set(held.length > 0 ? held : named)];
}

function placeOf(events: readonly DurableEvent[]) {
  for (const event of events) {
    if (event.type === 'alarm.raised' && event.data.alarm.point)
      return event.data.alarm.point as [number, number];
  }
  return null;
}
