import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { useEffect, useState } from 'react';
import { fetchIncidentEvents, fetchTrack } from '#api/incident-events.ts';
import { spanOf } from './replay-moments.ts';

export type Tape =
  | { state: 'asking' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'known'; events: DurableEvent[]; isWhole: boolean };

/** What there is to play of an incident, read once when the replay opens. */
export function useTape(incidentId: string): Tape {
  const [tape, setTape] = useState<Tape>({ state: 'asking' });
  useEffect(() => {
    let wanted = true;
    void fetchIncidentEvents(incidentId).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setTape({ state: 'known', ...answer.value });
      else setTape({ state: 'refused', refusal: answer.refusal });
    });
    return () => {
      wanted = false;
    };
  }, [incidentId]);
  return tape;
}

/** Where the vehicle was meanwhile; null: there is none, or nobody may know. */
export function useTrack(events: readonly DurableEvent[]): Track | null {
  const [track, setTrack] = useState<Track | null>(null);
  const vehicleId = vehicleOf(events);
  const { fromMs, toMs } = spanOf(events);
  useEffect(() => {
    let wanted = true;
    if (vehicleId === null) return;
    // What is asked for has at least a minute, so that an incident of one entry shows the way to it.
    const range = { fromMs: Math.max(0, fromMs), toMs: Math.max(toMs, fromMs + 60_000) };
    void fetchTrack(vehicleId, range).then((answer) => {
      if (wanted && answer.ok) setTrack(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [vehicleId, fromMs, toMs]);
  return track;
}

function vehicleOf(events: readonly DurableEvent[]): string | null {
  for (const event of events) {
    if (event.type === 'alarm.raised' && event.data.alarm.vehicleId)
      return event.data.alarm.vehicleId;
  }
  return null;
}

const beatMs = 100;
export const speeds = [0.25, 0.5, 1, 2, 4, 8] as const;
export type Speed = (typeof speeds)[number];

export type Player = {
  atMs: number;
  playing: boolean;
  speed: Speed;
  seek: (atMs: number) => void;
  setPlaying: (playing: boolean) => void;
  setSpeed: (speed: Speed) => void;
};

/** The replayed time: it runs at its own pace and stops where the log ends. */
export function usePlayer({ fromMs, toMs }: { fromMs: number; toMs: number }): Player {
  const [atMs, setAtMs] = useState(fromMs);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<Speed>(1);
  useEffect(() => {
    if (!playing) return;
    const beat = setInterval(
      () => setAtMs((before) => Math.min(toMs, before + beatMs * speed)),
      beatMs,
    );
    return () => clearInterval(beat);
  }, [playing, speed, toMs]);
  const ended = atMs >= toMs;
  const seek = (to: number) => setAtMs(Math.min(toMs, Math.max(fromMs, to)));
  return { atMs, playing: playing && !ended, speed, seek, setPlaying, setSpeed };
}
