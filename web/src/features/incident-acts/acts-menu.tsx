import type { Incident } from '@ftz/shared/contract/incident.ts';
import { deletablePieces } from '@ftz/shared/state/kept-evidence.ts';
import { journeysUnderWay } from '@ftz/shared/state/situation-selectors.ts';
import { useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { useSelectedIncident } from '#desk/use-selected.ts';
import { forgetRefusal } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { ActForm } from './act-form.tsx';
import { type MenuAct, possibleActs } from './possible-acts.ts';
import './incident-acts.css';

/** Above the queue's digits and the desk's Escape while the menu is open. */
const openPriority = 20;

/** W opens all acts on the selected incident; a digit or a click chooses one, Escape leaves. */
export function IncidentActs() {
  const incident = useSelectedIncident();
  return incident ? <Menu key={incident.id} incident={incident} /> : null;
}

type Shown = 'closed' | 'menu' | MenuAct;

function Menu({ incident }: { incident: Incident }) {
  const { incidentActs: text } = useText();
  const principal = usePrincipal();
  const [shown, setShown] = useState<Shown>('closed');
  const hasJourney = useSituation((s) => journeysUnderWay(s, incident.id).length > 0);
  const hasEvidence = useSituation(
    (s) => incident.state === 'closed' && deletablePieces(s, incident).length > 0,
  );
  const has = { hasJourney, hasEvidence };
  const acts = principal ? possibleActs(incident, principal, has) : [];
  const isOpen = shown !== 'closed';
  const shut = () => {
    if (shown !== 'closed' && shown !== 'menu') forgetRefusal(`${incident.id}/${shown}`);
    setShown('closed');
  };
  const numbered = shown === 'menu' ? acts.slice(0, 9) : [];
  useKeys({ w: acts.length > 0 ? () => setShown(isOpen ? 'closed' : 'menu') : undefined });
  useKeys(
    {
      ...Object.fromEntries(numbered.map((act, i) => [String(i + 1), () => setShown(act)])),
      Escape: isOpen ? shut : undefined,
    },
    openPriority,
  );
  if (acts.length === 0) return null;
  if (shown !== 'closed' && shown !== 'menu') {
    return <ActForm key={shown} act={shown} incident={incident} onDone={shut} />;
  }
  return (
    <div className="incident-acts">
      <button
        type="button"
        className="button quiet"
        aria-expanded={isOpen}
        onClick={() => setShown(isOpen ? 'closed' : 'menu')}
      >
        {text.more} <kbd>W</kbd>
      </button>
      {isOpen ? (
        <ul>
          {acts.map((act, i) => (
            <li key={act}>
              <button
                type="button"
                className="button quiet"
                data-act={act}
                onClick={() => setShown(act)}
              >
                {i < 9 ? <kbd>{i + 1}</kbd> : null} {wordFor(text.acts, act)}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
