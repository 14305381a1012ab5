import { mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { RunStep } from '@ftz/shared/contract/procedure.ts';
import { mayNoteSkip } from '@ftz/shared/state/procedure-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { select } from '#desk/selection.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { AskLine } from '#ui/ask-line.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** Required steps that were left out, told to every supervisor until one has seen it. */
export function SkipAsks() {
  const principal = usePrincipal();
  const incidents = useSituation((s) => s.incidents);
  const runs = useSituation((s) => Object.values(s.procedures));
  if (!principal) return null;
  return runs.flatMap(({ incidentId, steps }) => {
    const incident = incidents[incidentId];
    if (!incident || !mayDoInAny(principal, 'procedure.skip-seen', incident.areas)) return [];
    const unseen = steps.filter((step) => mayNoteSkip(step, principal.accountId));
    return unseen.length === 0 ? (
      []
    ) : (
      <SkipAsk key={incidentId} incident={incident} steps={unseen} />
    );
  });
}

function SkipAsk({ incident, steps }: { incident: Incident; steps: RunStep[] }) {
  const { asks, alarm, procedure: text, shell } = useText();
  const language = useLanguage();
  const key = `${incident.id}/skips`;
  const act = useAct(key);
  const [first] = steps;
  const look = () => {
    const alarmId = incident.alarms[0]?.alarmId ?? null;
    select({ alarmId, incidentId: incident.id });
  };
  const note = () => void perform(key, 'procedure.skip-seen', { incidentId: incident.id }, null);
  return (
    <AskLine
      title={text.unseenTitle}
      acts={
        <>
          <button type="button" className="button" onClick={look}>
            {asks.look}
          </button>
          <button
            type="button"
            className="button"
            data-act="skip-seen"
            disabled={act.state === 'sending'}
            onClick={note}
          >
            {act.state === 'sending' ? shell.sending : text.markSeen}
          </button>
        </>
      }
    >
      {wordFor(alarm.kinds, incident.kind)} · {language === 'zh' ? first?.textZh : first?.textEn}
      {steps.length > 1 ? ` +${steps.length - 1}` : null} · {first?.person} · {first?.reason}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </AskLine>
  );
}
