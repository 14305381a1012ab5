import { useMemo } from 'react';
import { useSite } from '#api/site.ts';
import { momentOfAlarm } from '#desk/place-then.ts';
import { setStage } from '#desk/stage.ts';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { finderOf, whereItHappened } from '#desk/watched-target.ts';
import { useText } from '#text/text.ts';
import { PreRoll } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import './desk-pre-roll.css';

/**
 * What the camera that sees the place of the alarm best saw before it. It stays with the alarm while
 * the live pictures follow the target: where that is now, it was not then.
 */
export function DeskPreRoll() {
  const { preRoll: text } = useText();
  const facts = useSite();
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  const best = useMemo(() => {
    const target = facts && whereItHappened({ facts, alarm, incident });
    const [first] = target ? finderOf(facts).rank(target, 1) : [];
    return first && first.unseen === null ? first.camera : null;
  }, [facts, alarm, incident]);
  if (!alarm) return null;
  if (!best) return <p className="pre-roll-none">{text.nobodySaw}</p>;
  const incidentId = incident?.id ?? null;
  const enlarge = incidentId === null ? null : () => setStage({ show: 'replay', incidentId });
  return (
    <LatePart>
      <PreRoll
        camera={best}
        alarmAtMs={momentOfAlarm(alarm)}
        purpose={{ incidentId, alarmId: alarm.id }}
        onEnlarge={enlarge}
      />
    </LatePart>
  );
}
