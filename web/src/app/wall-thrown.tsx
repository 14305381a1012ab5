import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Thrown } from '@ftz/shared/contract/wall.ts';
import { useSite } from '#api/site.ts';
import { useCamerasOfIncident } from '#desk/cameras-of-incident.ts';
import { clockAge } from '#lib/age.ts';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { ZoneMap } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { WallCamera } from './wall-camera.tsx';
import './wall-thrown.css';

/** What was thrown, large, with who did it and how long it stays. */
export function WallThrown({ thrown }: { thrown: Thrown }) {
  const { wallThrow: text } = useText();
  const leftMs = thrown.endsAtMs - useNow();
  return (
    <section className="wall-thrown" data-thrown={thrown.content.kind}>
      <ThrownContent thrown={thrown} />
      <p className="thrown-band num">
        <b>{text.thrownBy(thrown.byName)}</b>
        <span>{text.left(clockAge(leftMs))}</span>
      </p>
    </section>
  );
}

function ThrownContent({ thrown: { content } }: { thrown: Thrown }) {
  const { wallThrow: text } = useText();
  const blind = useIsBlind();
  const camera = useThrownCamera(content);
  if (content.kind === 'map-view') {
    return (
      <LatePart>
        <ZoneMap variant="wall" blind={blind} focus={content.point} />
      </LatePart>
    );
  }
  if (!camera) return <p className="thrown-gone">{text.gone}</p>;
  return <WallCamera key={camera.id} camera={camera} />;
}

/** The camera itself, or the one that sees the incident best. */
function useThrownCamera(content: Thrown['content']): Camera | null {
  const cameras = useSite()?.site.cameras ?? [];
  const incidentId = content.kind === 'incident' ? content.incidentId : '';
  const incident = useSituation(({ incidents }) => incidents[incidentId] ?? null);
  const [best] = useCamerasOfIncident(incident);
  if (content.kind === 'camera') return cameras.find(({ id }) => id === content.cameraId) ?? null;
  return best ?? null;
}
