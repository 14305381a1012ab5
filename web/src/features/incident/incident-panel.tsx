import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import type { ReactNode } from 'react';
import { useSelectedAlarm, useSelectedIncident } from '#desk/use-selected.ts';
import { useText } from '#text/text.ts';
import { AboutList } from './about-list.tsx';
import { AcknowledgeRow } from './acknowledge-row.tsx';
import { CareLines } from './care-lines.tsx';
import { DeletedEvidence } from './deleted-evidence.tsx';
import { Evidence } from './evidence.tsx';
import { HeldClips } from './held-clips.tsx';
import { type ClosingForm, IncidentForms } from './incident-forms.tsx';
import { IncidentTimeline } from './incident-timeline.tsx';
import { PanelHead } from './panel-head.tsx';
import { WhyJoined } from './why-joined.tsx';
import './incident-panel.css';

type Props = {
  /** What was pointed out while no alarm is selected, if anything was. */
  thing: ReactNode;
  cameras: ReactNode;
  procedure: ReactNode;
  tasks: ReactNode;
  orders: ReactNode;
  dispatch: ReactNode;
  disposition: ReactNode;
  closing: ClosingForm;
  acts: ReactNode;
};

/** Everything about the selected alarm and its incident, what happened first, then what to do, then history. */
export function IncidentPanel(props: Props) {
  const { thing, cameras, procedure, tasks, orders, dispatch, disposition, closing, acts } = props;
  const { desk, incident: text } = useText();
  const alarm = useSelectedAlarm();
  const incident = useSelectedIncident();
  if (!alarm && !incident) {
    if (thing) {
      return (
        <aside className="incident-panel" aria-label={desk.panel}>
          <div className="panel-scroll">{thing}</div>
        </aside>
      );
    }
    return (
      <aside className="incident-panel empty" aria-label={desk.panel}>
        <p className="none">{text.none}</p>
        <p>{text.noneHint}</p>
      </aside>
    );
  }
  return (
    <aside className="incident-panel" aria-label={desk.panel} data-incident={incident?.id}>
      <PanelHead alarm={alarm} incident={incident} />
      {incident ? <CareLines incident={incident} /> : null}
      <div className="panel-scroll">
        {disposition}
        <AboutList alarm={alarm} incident={incident} />
        {cameras}
        {procedure}
        {tasks}
        {orders}
        {incident ? <HeldClips key={`clips ${incident.id}`} incident={incident} /> : null}
        {incident ? <DeletedEvidence key={`deleted ${incident.id}`} incident={incident} /> : null}
        {alarm ? <Evidence alarm={alarm} /> : null}
        {incident ? <WhyJoined key={`why ${incident.id}`} incident={incident} /> : null}
        {incident ? <IncidentTimeline incident={incident} /> : null}
      </div>
      <footer className="panel-acts">
        {alarm ? <AcknowledgeRow alarm={alarm} /> : null}
        {incident && isIncidentOpen(incident) ? (
          <>
            {dispatch}
            <IncidentForms key={incident.id} incident={incident} closing={closing} />
          </>
        ) : null}
        {acts}
      </footer>
    </aside>
  );
}
