import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { type CameraWatch, useCameraWatch } from '#desk/camera-watch.ts';
import { setDispatchIntent } from '#desk/dispatch-intent.ts';
import { useKeys } from '#desk/keys.ts';
import { selectThing } from '#desk/select-thing.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { shortAge } from '#lib/age.ts';
import { lengthText } from '#lib/length.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { placeSentence } from '#text/place-sentence.ts';
import { useLanguage, useText } from '#text/text.ts';
import './camera-ahead.css';

/** Who sees the target next; from when on nobody does, and which team is then nearest. */
export function CameraAhead({ mainId }: { mainId: string }) {
  const watch = useCameraWatch();
  return (
    <div className="cameras-ahead">
      <NextCameras watch={watch} mainId={mainId} />
      <Unforeseen watch={watch} />
      <UnseenFrom watch={watch} />
    </div>
  );
}

function NextCameras({ watch, mainId }: { watch: CameraWatch; mainId: string }) {
  const text = useText().cameraWatch;
  const language = useLanguage();
  const next = watch.forecast?.next ?? [];
  const other = next.find(({ camera }) => camera && camera.id !== mainId)?.camera ?? null;
  const open = () => {
    if (other) selectThing({ kind: 'camera', id: other.id });
  };
  useKeys({ f: other ? open : undefined });
  // That none will is said below, with the time and the place.
  if (next.every(({ camera }) => camera === null)) return null;
  const sentence = next.map(({ aheadS, camera }) => (
    <span key={aheadS}>
      {text.inSeconds(aheadS)} <b>{camera ? nameIn(language, camera) : text.none}</b>
    </span>
  ));
  return (
    <p className="camera-ahead num">
      {text.next} {sentence}
      {other ? (
        <button type="button" className="button" onClick={open}>
          {other.id} <kbd>F</kbd>
        </button>
      ) : null}
    </p>
  );
}

/** Why nothing is said of what comes. */
function Unforeseen({ watch: { prediction } }: { watch: CameraWatch }) {
  const text = useText().cameraWatch;
  const nowMs = useNow();
  if (prediction?.state === 'stale') {
    return <p className="camera-ahead num">{text.stale(shortAge(nowMs - prediction.fixAtMs))}</p>;
  }
  if (prediction?.state === 'unknown-heading') {
    return <p className="camera-ahead">{text.unknownHeading}</p>;
  }
  return null;
}

function UnseenFrom({ watch: { unseen, nearest } }: { watch: CameraWatch }) {
  const all = useText();
  const text = all.cameraWatch;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const send = useSendNearest(nearest?.unit.id ?? null);
  useKeys({ m: send ?? undefined });
  if (!unseen) return null;
  return (
    <p className="camera-ahead unseen num" role="status">
      <span>
        {text.unseenFrom(zoneTime(unseen.atMs), placeSentence(unseen.point, site, all, language))}
      </span>
      <span>
        {nearest
          ? text.nearest(
              nameIn(language, nearest.unit),
              lengthText(nearest.distanceM),
              nearest.travelMin,
            )
          : text.nobody}
        {nearest?.from === 'post' ? ` · ${text.fromPost}` : null}
      </span>
      {nearest && send ? (
        <button type="button" className="button" onClick={send}>
          {all.task.dispatch} <kbd>M</kbd>
        </button>
      ) : null}
    </p>
  );
}

/** Opens the dispatch with this unit in mind; null where this person may send nobody. */
function useSendNearest(unitId: string | null): (() => void) | null {
  const incident = useSelectedIncident();
  const principal = usePrincipal();
  if (!unitId || !incident || !principal || !isIncidentOpen(incident)) return null;
  if (!mayDoInAny(principal, 'task.issue', incident.areas)) return null;
  const incidentId = incident.id;
  return () => setDispatchIntent({ step: 'unit', incidentId, kind: 'mobile-verification', unitId });
}
