import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { ClipFilm, HeldClip } from '@ftz/shared/contract/recording.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Retention } from '@ftz/shared/contract/retention.ts';
import { deletionWithin } from '@ftz/shared/state/kept-evidence.ts';
import { useState } from 'react';
import { fetchFilms, filmAddress } from '#api/recordings.ts';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { zoneDate, zoneMinute, zoneTime } from '#lib/zone-time.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { DeletedNote } from '#ui/deleted-note.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { FoldingSection } from './folding-section.tsx';
import './held-clips.css';

type Asked =
  | { state: 'idle' }
  | { state: 'summing' }
  | { state: 'refused'; refusal: Refusal }
  | { state: 'known'; films: readonly ClipFilm[] };

/** What is kept of the cameras for this incident, to be taken away as files by those who may see its evidence. */
export function HeldClips({ incident }: { incident: Incident }) {
  const { recording: text } = useText();
  const principal = usePrincipal();
  const { clips = [], areas } = incident;
  if (clips.length === 0 || !principal || !mayDoInAny(principal, 'evidence.read', areas))
    return null;
  return (
    <FoldingSection section="clips" title={text.held} count={clips.length}>
      <HeldUntil retention={incident.retention ?? null} />
      <ul className="held-clips">
        {clips.map((clip) => (
          <HeldClipLine
            key={`${clip.cameraId}/${clip.fromMs}/${clip.untilMs}`}
            incident={incident}
            clip={clip}
          />
        ))}
      </ul>
    </FoldingSection>
  );
}

/** Told where two people said so; else the house holds everything for the same time. */
function HeldUntil({ retention }: { retention: Retention | null }) {
  const { keptEvidence: text } = useText();
  if (!retention) return null;
  const { keptUntilMs, by, reason } = retention;
  const at = `${zoneDate(keptUntilMs)} ${zoneMinute(keptUntilMs)}`;
  return (
    <p className="held-until num" data-kept-until={keptUntilMs}>
      {text.retention(at, by.join(text.and), reason)}
    </p>
  );
}

function HeldClipLine({ incident, clip }: { incident: Incident; clip: HeldClip }) {
  const { id: incidentId } = incident;
  const deletion = deletionWithin(incident, clip);
  const { recording: text } = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const [asked, setAsked] = useState<Asked>({ state: 'idle' });
  const ask = async () => {
    setAsked({ state: 'summing' });
    const answer = await fetchFilms(incidentId, clip);
    setAsked(
      answer.ok
        ? { state: 'known', films: answer.value.films }
        : { state: 'refused', refusal: answer.refusal },
    );
  };
  return (
    <li>
      <p className="num">
        <b>{placeName(site, 'cameras', clip.cameraId, language)}</b> {spanOf(clip)}
      </p>
      {deletion ? (
        <DeletedNote deletion={deletion} />
      ) : (
        <button
          type="button"
          className="button"
          disabled={asked.state === 'summing'}
          onClick={() => void ask()}
        >
          {text.takeAway}
        </button>
      )}
      <div role="status">
        {asked.state === 'summing' ? text.summing : null}
        {asked.state === 'refused' ? <RefusalLine refusal={asked.refusal} /> : null}
        {asked.state === 'known' && asked.films.length === 0 ? text.noFilm : null}
        {asked.state === 'known'
          ? asked.films.map((film) => (
              <FilmLine
                key={film.fromMs}
                address={filmAddress(incidentId, clip.cameraId, film)}
                film={film}
              />
            ))
          : null}
      </div>
    </li>
  );
}

function FilmLine({ address, film }: { address: string; film: ClipFilm }) {
  return (
    <p className="film num">
      <a href={address} download>
        {spanOf(film)} · {(film.bytes / 1e6).toFixed(1)} MB
      </a>
      <code>SHA-256 {film.sha256}</code>
    </p>
  );
}

const spanOf = ({ fromMs, untilMs }: { fromMs: number; untilMs: number }) =>
  `${zoneTime(fromMs)}–${zoneTime(untilMs)}`;
