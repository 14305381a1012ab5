import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Suppression } from '@ftz/shared/contract/suppression.ts';
import { setAsideAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { usePrincipal } from '#api/session.ts';
import { useSite } from '#api/site.ts';
import { askAboutAlarm } from '#desk/alarm-ask.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { useSelectedAlarm } from '#desk/use-selected.ts';
import { clockAge } from '#lib/age.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { alarmSubject } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { OutageList } from './outage-list.tsx';
import { SetAsideBadge } from './set-aside-badge.tsx';
import './set-aside-list.css';

type Props = { open: boolean; onToggle: () => void };

/** Not announced, and never out of sight: how many there are always stands under the list. */
export function SetAsideList({ open, onToggle }: Props) {
  const text = useText().alarmDesk;
  const alarms = useSituation(setAsideAlarms);
  const waiting = useSituation(({ outages }) =>
    Object.values(outages).filter(
      ({ state, unconfirmedSinceMs }) => state === 'requested' || unconfirmedSinceMs !== null,
    ),
  );
  return (
    <section className="set-aside" data-open={open}>
      <button type="button" className="set-aside-toggle" aria-expanded={open} onClick={onToggle}>
        <kbd>U</kbd> {text.section(alarms.length)}
        {waiting.length > 0 ? <strong className="asks num">{waiting.length}</strong> : null}
      </button>
      {open ? (
        <div className="set-aside-rows">
          {alarms.length === 0 ? <p className="none">{text.sectionEmpty}</p> : null}
          {alarms.map((alarm) =>
            alarm.suppression ? (
              <SetAsideRow key={alarm.id} alarm={alarm} suppression={alarm.suppression} />
            ) : null,
          )}
          <OutageList />
          <TakeOut />
        </div>
      ) : null}
    </section>
  );
}

/** Of the alarm that is selected: its source may be taken away. */
function TakeOut() {
  const text = useText().alarmDesk;
  const principal = usePrincipal();
  const alarm = useSelectedAlarm();
  if (!alarm || !principal) return null;
  const may =
    mayDo(principal, 'outage.request', alarm.area) || mayDo(principal, 'outage.plan', alarm.area);
  if (!may) return null;
  return (
    <button
      type="button"
      className="button"
      data-act="take-out"
      onClick={() => askAboutAlarm({ act: 'take-out', alarmId: alarm.id })}
    >
      {`${text.takeOut} ${alarm.entityId}`}
    </button>
  );
}

function SetAsideRow({ alarm, suppression }: { alarm: Alarm; suppression: Suppression }) {
  const { alarm: alarmText, alarmDesk: text, shell } = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const principal = usePrincipal();
  const nowMs = useNow();
  const act = useAct(alarm.id);
  const { how, by, reason, untilMs } = suppression;
  const may = how === 'shelved' && principal && mayDo(principal, 'alarm.unshelve', alarm.area);
  return (
    <div className="set-aside-row" data-alarm={alarm.id} data-how={how}>
      <SeveritySymbol severity={alarm.severity} size="22px" />
      <button type="button" className="words" onClick={() => selectAlarm(alarm)}>
        <span className="kind">
          {`${wordFor(alarmText.kinds, alarm.kind)} · ${alarmSubject(alarm, site, language)}`}
          {alarm.count > 1 ? <span className="count num">×{alarm.count}</span> : null}
        </span>
        <span className="about">{text.until(by, reason)}</span>
      </button>
      <div className="clock num">
        <SetAsideBadge how={how} />
        <span className="age">{text.left(clockAge(untilMs - nowMs))}</span>
      </div>
      {may ? (
        <button
          type="button"
          className="button"
          data-act="unshelve"
          disabled={act.state === 'sending'}
          onClick={() =>
            void perform(alarm.id, 'alarm.unshelve', { alarmId: alarm.id }, alarm.version)
          }
        >
          {act.state === 'sending' ? shell.sending : text.unshelve}
        </button>
      ) : null}
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </div>
  );
}
