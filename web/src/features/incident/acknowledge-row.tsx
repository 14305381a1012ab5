import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged, needsReasonToAcknowledge } from '@ftz/shared/state/alarm-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { askAboutAlarm } from '#desk/alarm-ask.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** The acknowledge button, for those who may, while there is something to acknowledge. */
export function AcknowledgeRow({ alarm }: { alarm: Alarm }) {
  const { alarm: text, desk, shell } = useText();
  const principal = usePrincipal();
  const act = useAct(alarm.id);
  const refusal = act.state === 'refused' ? act.refusal : null;
  const may = principal !== null && mayDo(principal, 'alarm.acknowledge', alarm.area);
  if (!isUnacknowledged(alarm)) return <RefusalLine refusal={refusal} />;
  if (!may) return null;
  return (
    <>
      <RefusalLine refusal={refusal} />
      <button
        type="button"
        className="button primary acknowledge"
        data-act="acknowledge"
        disabled={act.state === 'sending'}
        onClick={() =>
          needsReasonToAcknowledge(alarm)
            ? askAboutAlarm({ act: 'acknowledge', alarmId: alarm.id })
            : void perform(alarm.id, 'alarm.acknowledge', { alarmId: alarm.id }, alarm.version)
        }
      >
        {act.state === 'sending' ? shell.sending : text.acknowledge} <kbd>{desk.keys.space}</kbd>
      </button>
    </>
  );
}
