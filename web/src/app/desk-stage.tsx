import type { Camera } from '@ftz/shared/contract/site.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { useCamerasToChoose } from '#desk/cameras-of-incident.ts';
import { useKeys } from '#desk/keys.ts';
import { setStage, useStage } from '#desk/stage.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { CallButton } from '#features/call/call-button.tsx';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { EvidenceStage, InspectionStage, NeighboursStage, VideoTile } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { usePlaceAsked } from './use-place-asked.ts';

/** What an officer opened over the map about one incident. */
export function DeskStage() {
  const stage = useStage();
  const incidentId = 'incidentId' in stage ? stage.incidentId : null;
  const cameras = useCamerasToChoose(incidentId);
  const alarmId = useSituation((s) => s.incidents[incidentId ?? '']?.alarms[0]?.alarmId ?? null);
  const renderCamera = (camera: Camera, big: boolean) => (
    <LatePart>
      <VideoTile camera={camera} big={big} purpose={{ incidentId, alarmId }} />
    </LatePart>
  );
  const neighbours = usePlaceAsked();
  const isThen = stage.show === 'neighbours';
  const show = () => neighbours && setStage({ show: 'neighbours', place: neighbours });
  useKeys({ y: isThen ? () => setStage({ show: 'map' }) : neighbours ? show : undefined });
  if (isThen)
    return (
      <LatePart>
        <NeighboursStage key={JSON.stringify(stage.place)} place={stage.place} />
      </LatePart>
    );
  if (stage.show === 'evidence')
    return (
      <LatePart>
        <EvidenceStage incidentId={stage.incidentId} renderCamera={renderCamera} />
      </LatePart>
    );
  if (stage.show === 'video-inspection')
    return (
      <LatePart>
        <InspectionStage
          key={stage.taskId}
          taskId={stage.taskId}
          incidentId={stage.incidentId}
          cameras={cameras}
          renderCamera={renderCamera}
        />
      </LatePart>
    );
  return null;
}

/** The ways from the selected incident to its evidence, its inspections and its crews. */
export function StageActs() {
  const text = useText();
  const incident = useSelectedIncident();
  const username = usePrincipal()?.username ?? null;
  const tasks = useSituation((s) =>
    (incident?.taskIds ?? []).flatMap((id) => s.tasks[id] ?? []).filter(isTaskOpen),
  );
  const show = () => {
    if (incident) setStage({ show: 'evidence', incidentId: incident.id });
  };
  useKeys({ x: incident ? show : undefined });
  const place = usePlaceAsked();
  if (!incident) return null;
  const away = tasks.find(
    ({ crew, kind }) =>
      kind !== 'video-inspection' && crew.some((member) => member.name !== username),
  );
  return (
    <div className="stage-acts">
      <button type="button" className="button" onClick={show}>
        {text.evidence.open} <kbd>X</kbd>
      </button>
      {place ? (
        <button
          type="button"
          className="button"
          onClick={() => setStage({ show: 'neighbours', place })}
        >
          {text.playback.neighbours} <kbd>Y</kbd>
        </button>
      ) : null}
      {tasks
        .filter(({ kind }) => kind === 'video-inspection')
        .map(({ id }) => (
          <button
            key={id}
            type="button"
            className="button"
            data-inspection={id}
            onClick={() =>
              setStage({ show: 'video-inspection', incidentId: incident.id, taskId: id })
            }
          >
            {text.inspection.open}
          </button>
        ))}
      {away ? <CallButton taskId={away.id} /> : null}
    </div>
  );
}
