import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { useEffect, useState } from 'react';
import { fetchTrack } from '#api/evidence.ts';
import { useSite } from '#api/site.ts';
import { lengthText } from '#lib/length.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { departureOf, fitTo } from './corridor-sketch.ts';
import { PieceCard, type Shown } from './piece-card.tsx';
import './track-card.css';

const beforeMs = 60 * 60_000;
const afterMs = 10 * 60_000;
const size = 240;

/** Where the vehicle was, beside where it should have been, with the place where it left. */
export function TrackCard(props: Shown) {
  const text = useText().evidence;
  const own = props.pieces.filter(({ kind }) => kind === 'track');
  const subject = useTrackSubject(props.incidentId);
  const track = useTrack(own[0]?.ref ?? null, subject.atMs, props.incidentId);
  return (
    <PieceCard {...props} area="track" title={text.track} own={own}>
      <JourneyWords journey={subject.journey} />
      {track === 'reading' ? <p role="status">{text.trackReading}</p> : null}
      {track === null || own.length === 0 ? <p className="empty">{text.noTrack}</p> : null}
      {track !== null && track !== 'reading' ? (
        <Sketch track={track} journey={subject.journey} point={subject.point} />
      ) : null}
    </PieceCard>
  );
}

function JourneyWords({ journey }: { journey: Journey | null }) {
  const text = useText().evidence;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  if (!journey) return <p className="empty">{text.noJourney}</p>;
  const gate = (id: string) => placeName(site, 'gates', id, language);
  return (
    <p className="num">
      <b>{journey.plate}</b> {gate(journey.fromGateId)} → {gate(journey.toGateId)} ·{' '}
      {zoneTime(journey.departedAtMs)}–{zoneTime(journey.dueAtMs)}
    </p>
  );
}

function useTrackSubject(incidentId: string) {
  const alarm = useSituation((s) => {
    const ids = s.incidents[incidentId]?.alarms ?? [];
    const alarms = ids.flatMap(({ alarmId }) => s.alarms[alarmId] ?? []);
    return alarms.find(({ vehicleId }) => vehicleId !== null) ?? alarms[0] ?? null;
  });
  const journey = useSituation((s) => s.journeys[alarm?.journeyId ?? ''] ?? null);
  return { journey, point: alarm?.point ?? null, atMs: alarm?.deviceAtMs ?? 0 };
}

function useTrack(vehicleId: string | null, atMs: number, incidentId: string) {
  const [track, setTrack] = useState<Track | null | 'reading'>('reading');
  useEffect(() => {
    let isGone = false;
    const range = { fromMs: Math.max(0, atMs - beforeMs), toMs: atMs + afterMs };
    const read = async () => {
      const read = vehicleId === null ? null : await fetchTrack(vehicleId, range, incidentId);
      if (!isGone) setTrack(read !== null && read.atMs.length > 0 ? read : null);
    };
    void read();
    return () => {
      isGone = true;
    };
  }, [vehicleId, atMs, incidentId]);
  return track;
}

type SketchProps = { track: Track; journey: Journey | null; point: LonLat | null };

function Sketch({ track, journey, point }: SketchProps) {
  const text = useText().evidence;
  const line = track.lon.map((lon, i): LonLat => [lon, track.lat[i] ?? 0]);
  const corridor = journey?.corridor ?? [];
  const place = fitTo([...line, ...corridor, ...(point ? [point] : [])], size);
  const departure = journey ? departureOf(track, corridor, journey.corridorM) : null;
  const left = departure ? line[departure.index] : undefined;
  const said = !journey
    ? text.noCorridor
    : departure
      ? text.left(zoneTime(departure.atMs), lengthText(departure.farthestM))
      : text.inCorridor;
  const path = (points: readonly LonLat[]) =>
    points
      .map((each) =>
        place(each)
          .map((value) => value.toFixed(1))
          .join(','),
      )
      .join(' ');
  return (
    <figure className="track-sketch" data-left={departure !== null}>
      <svg viewBox={`0 0 ${size} ${size}`} role="img" aria-label={said}>
        <polyline className="corridor" points={path(corridor)} />
        <polyline className="way" points={path(line)} />
        {left ? <Mark at={place(left)} className="left" /> : null}
        {point ? <Mark at={place(point)} className="alarm" /> : null}
      </svg>
      <figcaption className="num">
        {departure ? '≠ ' : journey ? '= ' : '? '}
        {said}
      </figcaption>
    </figure>
  );
}

const Mark = ({ at: [x, y], className }: { at: [number, number]; className: string }) => (
  <path className={className} d={`M${x} ${y - 7}l7 7-7 7-7-7Z`} />
);
